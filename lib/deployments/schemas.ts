import { z } from 'zod'
import { deploymentKinds, deploymentStates } from './vocabulary.ts'

const slug = z
  .string()
  .max(63)
  .regex(/^[a-z0-9](?:-?[a-z0-9])*$/, 'is not a valid name')

const reason = z
  .string()
  .trim()
  .min(3, 'say in a few words why')
  .max(1_000, 'must have at most 1,000 characters')

/** A tag, branch or full commit; the verb resolves it and says what it is not. */
const ref = z
  .string()
  .trim()
  .min(1, 'pick a tag, branch or commit')
  .max(255, 'must have at most 255 characters')

export const commitSha = z
  .string()
  .regex(/^[0-9a-f]{40}$/, 'must be a full commit of 40 hex digits')

export const StagePath = z.strictObject({ system: slug, stage: slug })
export type StagePath = z.output<typeof StagePath>

export const RollbackTargetPath = StagePath.extend({
  id: z.uuid('is not the id of a deployment'),
})
export type RollbackTargetPath = z.output<typeof RollbackTargetPath>

export const DeploymentPath = z.strictObject({ id: z.uuid('is not the id of a deployment') })
export type DeploymentPath = z.output<typeof DeploymentPath>

/** GitHub takes at most 25 inputs of together 65,535 characters; the catalog's own inputs count too. */
export const maxInputs = 25
export const maxInputCharacters = 65_535

const inputs = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,99}$/, 'is not the name of an input'),
  z.union([z.string(), z.boolean(), z.number()]).transform(String),
)

export const TriggerDeploymentInput = z.strictObject({
  ref,
  reason: reason.optional(),
  inputs: inputs.default({}),
  /** The commit the dialog showed; when `ref` moved on since, nothing is deployed. */
  expectedCommitSha: commitSha.optional(),
  /** Lifts a hold on the stage on purpose; needs `reason`. */
  liftHold: z.boolean().default(false),
  /** Goes on although blocking items of the stage's checklists are open; needs `reason` and a lead. */
  passGate: z.boolean().optional(),
})
export type TriggerDeploymentInput = z.output<typeof TriggerDeploymentInput>

export const RollBackInput = z.strictObject({
  /** A deployment that ran on this stage. */
  deploymentId: z.uuid('is not the id of a deployment'),
  reason,
})
export type RollBackInput = z.output<typeof RollBackInput>

export const RollBackOnPlatformInput = z.strictObject({
  /** `platform`, or `vercel` for a frontend beside it. */
  source: slug,
  /** As the platform names the release. */
  releaseId: z.string().trim().min(1, 'pick a release').max(1_000, 'is too long'),
  reason,
})
export type RollBackOnPlatformInput = z.output<typeof RollBackOnPlatformInput>

export const SettlePinInput = z.strictObject({
  source: slug,
  /** `commit` confirms the rollback, `revert` takes it back. */
  action: z.enum(['commit', 'revert']),
  reason,
})
export type SettlePinInput = z.output<typeof SettlePinInput>

export const ScalePath = StagePath.extend({ component: slug })
export type ScalePath = z.output<typeof ScalePath>

const instances = z.int('is not a whole number').min(0, 'must not be negative').max(10_000)

export const ScaleComponentInput = z.strictObject({
  /** The count that was seen. */
  from: instances,
  to: instances,
})
export type ScaleComponentInput = z.output<typeof ScaleComponentInput>

export const CancelDeploymentInput = z.strictObject({
  /** For a run that goes on although GitHub was asked to cancel it. */
  force: z.boolean().default(false),
})
export type CancelDeploymentInput = z.output<typeof CancelDeploymentInput>

export const DetachDeploymentInput = z.strictObject({ reason })
export type DetachDeploymentInput = z.output<typeof DetachDeploymentInput>

export const PlaceHoldInput = z.strictObject({
  reason,
  /** Ends by itself at this moment; absent: until somebody lifts it. */
  until: z.iso.datetime({ offset: true, error: 'is not a moment in ISO 8601' }).optional(),
})
export type PlaceHoldInput = z.output<typeof PlaceHoldInput>

export const LiftHoldInput = z.strictObject({ reason })
export type LiftHoldInput = z.output<typeof LiftHoldInput>

const list = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .string()
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(z.enum(values)))

const count = (fallback: number, maximum: number) =>
  z.coerce.number().int().min(1).max(maximum).default(fallback)

/** Filters of a list of deployments, as query parameters; lists are separated by commas. */
export const ListDeploymentsQuery = z.strictObject({
  system: slug.optional(),
  stage: slug.optional(),
  state: list(deploymentStates).optional(),
  kind: list(deploymentKinds).optional(),
  /** Part of the name of who asked for it. */
  actor: z.string().trim().max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(200).optional(),
  limit: count(50, 200),
})
export type ListDeploymentsQuery = z.output<typeof ListDeploymentsQuery>

export const CandidateQuery = z.strictObject({ ref })
export type CandidateQuery = z.output<typeof CandidateQuery>

export const JobLogPath = z.strictObject({
  id: z.uuid('is not the id of a deployment'),
  jobId: z.string().regex(/^\d{1,20}$/, 'is not the id of a job'),
})
export type JobLogPath = z.output<typeof JobLogPath>

export const JobLogQuery = z.strictObject({
  /** Cursor of the last answer; 0 reads from the start. */
  after: z.coerce.number().int().min(0).default(0),
})
export type JobLogQuery = z.output<typeof JobLogQuery>
