import { z } from 'zod'
import { activeStates, stepStates } from '../vocabulary.ts'
import { availabilitySchema, holdViewSchema } from './common.ts'
import { deploymentSummarySchema } from './summary.ts'

const moment = z.iso.datetime()

const runViewSchema = z.object({
  id: z.string(),
  attempt: z.int(),
  url: z.string().nullable(),
  status: z.string().nullable().describe("GitHub's own words"),
  conclusion: z.string().nullable(),
  headSha: z.string().nullable(),
  observedAt: moment.nullable().describe('When GitHub last answered about it'),
})
export type RunView = z.output<typeof runViewSchema>

const milestoneNameSchema = z.enum(['requested', 'dispatched', 'started', 'verifying', 'finished'])
export type MilestoneName = z.output<typeof milestoneNameSchema>

const milestoneSchema = z.object({
  name: milestoneNameSchema,
  at: moment.nullable(),
})
export type Milestone = z.output<typeof milestoneSchema>

const stepViewSchema = z.object({
  number: z.int(),
  name: z.string(),
  state: z.enum(stepStates),
  startedAt: moment.nullable(),
  completedAt: moment.nullable(),
  durationSeconds: z.int().nullable().describe('To now while it runs; null before it started'),
  usualSeconds: z
    .int()
    .nullable()
    .describe('Median of the same step in past successes of this stage; null before the first'),
})
export type StepView = z.output<typeof stepViewSchema>

const jobViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(stepStates),
  startedAt: moment.nullable(),
  completedAt: moment.nullable(),
  durationSeconds: z.int().nullable(),
  steps: z.array(stepViewSchema).readonly(),
})
export type JobView = z.output<typeof jobViewSchema>

const verificationVerdictSchema = z.enum(['pending', 'agrees', 'disagrees', 'not_measured'])
export type VerificationVerdict = z.output<typeof verificationVerdictSchema>

/** One probe of the stage, compared with what was deployed. */
const verificationCheckSchema = z.object({
  probe: z.string(),
  component: z.string(),
  health: z.string(),
  healthReason: z.string().nullable(),
  healthVerdict: verificationVerdictSchema,
  version: z.string().nullable(),
  commitSha: z.string().nullable(),
  versionVerdict: verificationVerdictSchema.describe(
    '`not_measured` for probes that read no version',
  ),
  observedAt: moment.nullable(),
})
export type VerificationCheck = z.output<typeof verificationCheckSchema>

const verificationViewSchema = z.object({
  deadline: moment.nullable(),
  verifyWithinSeconds: z
    .int()
    .describe("Health and version must agree within this time of the run's end"),
  expectedVersion: z.string(),
  expectedCommitSha: z.string().nullable(),
  checks: z.array(verificationCheckSchema).readonly(),
})
export type VerificationView = z.output<typeof verificationViewSchema>

/** Whose approval an environment of the workflow asks for. */
const waitingForSchema = z.object({
  kind: z.enum(['approval', 'concurrency']),
  environments: z.array(z.string()).readonly(),
  reviewers: z.array(z.string()).readonly().describe('Logins and team names that may approve'),
  url: z.string().nullable().describe('Where to approve'),
})
export type WaitingFor = z.output<typeof waitingForSchema>

/** No news for longer than this state usually lasts. Never ends a deployment by itself. */
const stuckViewSchema = z.object({
  kind: z.enum(activeStates),
  since: moment,
  thresholdSeconds: z.int(),
})
export type StuckView = z.output<typeof stuckViewSchema>

const searchEvidenceSchema = z.object({
  since: moment
    .nullable()
    .describe('First search that GitHub answered and that found nothing; null while none did'),
  searches: z.int(),
  failedSearches: z.int(),
  runsChecked: z.int().describe('Runs looked through in the newest search'),
  until: moment.nullable(),
})
export type SearchEvidence = z.output<typeof searchEvidenceSchema>

const deploymentActionsSchema = z.object({
  cancel: availabilitySchema,
  forceCancel: availabilitySchema.describe(
    'Offered once GitHub was asked to cancel and the run goes on',
  ),
  detach: availabilitySchema,
  rollBack: availabilitySchema,
})
export type DeploymentActions = z.output<typeof deploymentActionsSchema>

/** A deployment as its own page shows it. */
export const deploymentDetailSchema = deploymentSummarySchema.extend({
  inputs: z.record(z.string(), z.string()).readonly(),
  workflow: z.object({ file: z.string(), ref: z.string() }).nullable(),
  correlationId: z.string(),
  run: runViewSchema.nullable(),
  workflowMoved: z
    .boolean()
    .describe(
      'The branch of the workflow file moved between request and start, so a newer workflow file ran. Which commit was deployed is pinned and not touched by it',
    ),
  timeline: z
    .array(milestoneSchema)
    .readonly()
    .describe('From request to end, in order; an entry without `at` has not happened yet'),
  jobs: z.array(jobViewSchema).readonly(),
  verification: verificationViewSchema.nullable(),
  waitingFor: waitingForSchema.nullable(),
  stuck: stuckViewSchema.nullable(),
  notBefore: moment
    .nullable()
    .describe('The next time GitHub is asked to start it, when it had to be put off'),
  search: searchEvidenceSchema
    .nullable()
    .describe('What was checked while the outcome was unknown'),
  target: z
    .object({ id: z.string(), number: z.int(), version: z.string() })
    .nullable()
    .describe('For a rollback: what it brings back'),
  hold: holdViewSchema.nullable(),
  actions: deploymentActionsSchema,
})
export type DeploymentDetail = z.output<typeof deploymentDetailSchema>
