import { z } from 'zod'
import { healthReasons, healthWords, historyRanges, probeKinds } from './words.ts'

const moment = z.iso.datetime()

/** Why something is as it is; null while all is well. */
const healthCauseSchema = z.object({
  reason: z.enum(healthReasons),
  params: z.record(z.string(), z.string()).readonly(),
})
export type HealthCause = z.output<typeof healthCauseSchema>

/** Measurements of one period, oldest first in a history. Null values: nothing was measured. */
const historyBucketSchema = z.object({
  permille: z.int().describe('Share of good samples in permille; -1 without any'),
  meanMs: z.int().nullable(),
  maxMs: z.int().nullable(),
})
export type HistoryBucket = z.output<typeof historyBucketSchema>

const probeHealthSchema = z.object({
  slug: z.string(),
  kind: z.enum(probeKinds),
  component: z.string(),
  componentName: z.string(),
  target: z.string().describe('Address it calls, or the rhythm it expects'),
  health: z.enum(healthWords),
  lastHealth: z.enum(healthWords).describe('The word before it grew too old to count'),
  since: moment.nullable(),
  observedAt: moment.nullable(),
  cause: healthCauseSchema.nullable(),
  durationMs: z.int().nullable(),
  status: z.int().nullable(),
  certificateExpiresAt: moment.nullable(),
  version: z.string().nullable(),
  pausedBy: z.string().nullable(),
  lastPingAt: moment
    .nullable()
    .describe('Heartbeats: when the newest ping came, and the first bytes it brought'),
  lastPingBody: z.string().nullable(),
  buckets: z.array(historyBucketSchema).readonly(),
})
export type ProbeHealth = z.output<typeof probeHealthSchema>

const healthTransitionSchema = z.object({
  at: moment,
  from: z.enum(healthWords),
  to: z.enum(healthWords),
  reason: z.enum(healthReasons).nullable(),
})
export type HealthTransition = z.output<typeof healthTransitionSchema>

/** A deployment that ended or began within the history. */
const deploymentMarkSchema = z.object({
  id: z.string(),
  number: z.int(),
  version: z.string(),
  kind: z.string(),
  state: z.string(),
  at: moment,
})
export type DeploymentMark = z.output<typeof deploymentMarkSchema>

export const stageHealthViewSchema = z.object({
  health: z.enum(healthWords),
  since: moment.nullable(),
  observedAt: moment.nullable(),
  cause: healthCauseSchema.nullable(),
  range: z.enum(historyRanges),
  from: moment,
  to: moment,
  bucketSeconds: z.int(),
  uptime: z.number().nullable().describe('Share of good samples from 0 to 1; null without any'),
  outages: z.int().describe('Times the stage went down'),
  buckets: z.array(historyBucketSchema).readonly(),
  probes: z.array(probeHealthSchema).readonly(),
  transitions: z.array(healthTransitionSchema).readonly(),
  deployments: z.array(deploymentMarkSchema).readonly(),
})
export type StageHealthView = z.output<typeof stageHealthViewSchema>

export const pingUrlSchema = z.object({
  probe: z.string(),
  url: z.string(),
  rotation: z.int(),
})
export type PingUrl = z.output<typeof pingUrlSchema>

export const pausedProbeSchema = z.object({ paused: z.boolean() })
export type PausedProbe = z.output<typeof pausedProbeSchema>
