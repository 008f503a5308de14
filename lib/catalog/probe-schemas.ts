import { z } from 'zod'
import {
  count,
  duration,
  host,
  jsonPath,
  listOf,
  port,
  schedule,
  slug,
  timeZone,
  webAddress,
} from './fields.ts'

const measured = {
  slug: slug.describe('Name of the probe within its stage'),
  component: slug.describe('Slug of the component it speaks for'),
}

const paced = {
  ...measured,
  interval: duration('5s', '1d').default('30s').describe('Time between two measurements'),
  timeout: duration('1s', '10s').default('5s').describe('How long to wait for an answer'),
  retries: count(0, 10).default(1).describe('Failures in a row before "down", less one'),
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

const expectSchema = z.strictObject({
  status: count(100, 599).default(200).describe('HTTP status that counts as healthy'),
  maxDurationMs: count(1, 60_000).optional().describe('Slower answers count as degraded'),
  json: listOf(z.strictObject({ path: jsonPath, equals: scalar }), 20).optional(),
  certificateDaysLeft: count(0, 365)
    .optional()
    .describe('Degraded when the TLS certificate ends sooner'),
})

const versionSchema = z.strictObject({
  path: jsonPath.describe('Where the answer names its version'),
  commitPath: jsonPath.optional().describe('Where the answer names its commit'),
})

export const httpProbeSchema = z.strictObject({
  kind: z.literal('http'),
  ...paced,
  url: webAddress,
  expect: expectSchema.optional(),
  version: versionSchema.optional().describe('Version source of the component; at most one each'),
})

export const tcpProbeSchema = z.strictObject({ kind: z.literal('tcp'), ...paced, host, port })

export const heartbeatProbeSchema = z.strictObject({
  kind: z.literal('heartbeat'),
  ...measured,
  period: duration('10s', '365d').optional().describe('Expected time between two pings'),
  schedule: schedule.optional(),
  grace: duration('1s', '7d').default('1m').describe('How late a ping may be'),
  timeZone: timeZone.default('UTC').describe('Time zone of the schedule'),
})

export const probeSchema = z.discriminatedUnion('kind', [
  httpProbeSchema,
  tcpProbeSchema,
  heartbeatProbeSchema,
])
