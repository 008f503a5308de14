import { z } from 'zod'
import { backupReasons, backupStates, backupWarnings } from './words.ts'

// What the catalog and this domain keep as JSON, read back.

export const originSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('source'),
    source: z.string(),
    prefix: z.string().optional(),
    pattern: z.string().optional(),
  }),
  z.object({
    kind: z.literal('host-files'),
    path: z.string(),
    pattern: z.string().optional(),
  }),
  z.object({ kind: z.literal('heartbeat') }),
])

export type Origin = z.output<typeof originSchema>

export const restorePlanSchema = z.object({
  everySeconds: z.int(),
  run: z.enum(['by-hand', 'sqlite-file', 'postgresql-dump']),
  sentinels: z.array(z.object({ table: z.string(), minimumRows: z.int() })),
})

export type RestorePlan = z.output<typeof restorePlanSchema>

export const paramsSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .catch({})

export const warningsSchema = z
  .array(z.object({ reason: z.enum(backupWarnings), params: paramsSchema }))
  .catch([])

export const stateSchema = z.enum(backupStates).catch('unknown')
export const reasonSchema = z.enum(backupReasons).nullable().catch(null)
