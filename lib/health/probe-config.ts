import { z } from 'zod'
import type { HeartbeatRule } from './evaluate-heartbeat.ts'
import { type JsonPath, parseJsonPath } from './json-path.ts'

const path = z.string().transform((text, issue): JsonPath => {
  const parsed = parseJsonPath(text)
  if (parsed) return parsed
  issue.addIssue({ code: 'custom', message: 'is not a JSON path' })
  return z.NEVER
})

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const httpConfigSchema = z.object({
  url: z.string(),
  expect: z
    .object({
      status: z.number().default(200),
      maxDurationMs: z.number().nullish(),
      json: z.array(z.object({ path, equals: scalar })).default([]),
      certificateDaysLeft: z.number().nullish(),
    })
    .default({ status: 200, json: [] }),
  version: z.object({ path, commitPath: path.nullish() }).nullish(),
})

export type HttpConfig = z.infer<typeof httpConfigSchema>

export const tcpConfigSchema = z.object({ host: z.string(), port: z.number() })

export type TcpConfig = z.infer<typeof tcpConfigSchema>

export const heartbeatConfigSchema = z
  .object({
    periodSeconds: z.number().nullish(),
    schedule: z.string().nullish(),
    graceSeconds: z.number(),
    timeZone: z.string().default('UTC'),
  })
  .transform(({ periodSeconds, schedule, graceSeconds, timeZone }, issue): HeartbeatRule => {
    const graceMs = graceSeconds * 1000
    if (periodSeconds)
      return { rhythm: { kind: 'period', periodMs: periodSeconds * 1000 }, graceMs }
    if (schedule) return { rhythm: { kind: 'cron', schedule, timeZone }, graceMs }
    issue.addIssue({ code: 'custom', message: 'has neither a period nor a schedule' })
    return z.NEVER
  })

/** What a probe does, by kind; `invalid` when the stored description makes no sense. */
export type ProbeConfig =
  | { readonly kind: 'http'; readonly http: HttpConfig }
  | { readonly kind: 'tcp'; readonly tcp: TcpConfig }
  | { readonly kind: 'heartbeat'; readonly heartbeat: HeartbeatRule }
  | { readonly kind: 'invalid' }

/** Reads what the catalog stored; never throws, so that one odd row does not stop a batch. */
export function parseProbeConfig(kind: string, config: unknown): ProbeConfig {
  if (kind === 'http') {
    const { data } = httpConfigSchema.safeParse(config)
    return data ? { kind, http: data } : { kind: 'invalid' }
  }
  if (kind === 'tcp') {
    const { data } = tcpConfigSchema.safeParse(config)
    return data ? { kind, tcp: data } : { kind: 'invalid' }
  }
  if (kind === 'heartbeat') {
    const { data } = heartbeatConfigSchema.safeParse(config)
    return data ? { kind, heartbeat: data } : { kind: 'invalid' }
  }
  return { kind: 'invalid' }
}
