import 'server-only'
import type { StageSubject } from '#lib/catalog/index.ts'
import { actorId, type Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { planStep } from '../steps/step-jobs.ts'
import { readStanding } from '../store/stage-lock.ts'
import { updateStageState } from '../store/update-stage-state.ts'
import type { DeploymentKind } from '../vocabulary.ts'
import type { RequestKey } from './idempotency.ts'
import type { DeployConfig } from './read-readiness.ts'
import type { Candidate } from './resolve-candidate.ts'

/** A platform's own way back, instead of a workflow. */
export interface PlatformWay {
  readonly mechanism: string
  readonly source: string
  readonly releaseId: string
}

export interface NewDeployment {
  readonly kind: Exclude<DeploymentKind, 'external'>
  readonly candidate: Omit<Candidate, 'kind' | 'commitSha'> & { readonly commitSha: string | null }
  /** Null when the platform goes back by its own means. */
  readonly deploy: DeployConfig | null
  readonly platform?: PlatformWay
  /** What people gave and the catalog fixes; commit and correlation id are added. */
  readonly inputs: Readonly<Record<string, string>>
  readonly workflowSha: string | null
  readonly reason: string | null
  readonly request: RequestKey
  readonly targetDeploymentId?: string
}

/** Stores the intent and plans its start; with the stage locked. The unique index refuses a second active one. */
export async function insertDeployment(
  ctx: Context,
  tx: Tx,
  subject: StageSubject,
  { kind, candidate, deploy, platform, inputs, request, ...rest }: NewDeployment,
): Promise<{ readonly id: string; readonly number: number }> {
  const correlationId = newId()
  const standing = await readStanding(tx, subject.stageId)
  const created = await tx.deployment.create({
    data: {
      ...rest,
      kind,
      number: standing.nextNumber,
      stageId: subject.stageId,
      state: 'queued',
      ref: candidate.ref,
      version: candidate.version,
      commitSha: candidate.commitSha,
      inputs: deploy ? toInputs(deploy, inputs, candidate.commitSha, correlationId) : {},
      ...toPlatformColumns(platform),
      previousVersion: standing.runningVersion,
      previousCommitSha: standing.runningCommitSha,
      requestedByKind: ctx.actor.kind,
      requestedById: actorId(ctx.actor),
      requestedByName: ctx.actor.name,
      idempotencyKey: request.idempotencyKey,
      requestHash: request.requestHash,
      correlationId,
      workflow: deploy?.workflow,
      workflowRef: deploy?.ref,
      nextStepAt: new Date(),
    },
    select: { id: true, number: true },
  })
  await planStep(tx, created.id, 'dispatch')
  await updateStageState(tx, subject.stageId)
  return created
}

function toInputs(
  deploy: DeployConfig,
  inputs: NewDeployment['inputs'],
  commitSha: string | null,
  correlationId: string,
) {
  return {
    ...inputs,
    ...(commitSha ? { [deploy.commitInput]: commitSha } : {}),
    [deploy.correlationInput]: correlationId,
  }
}

function toPlatformColumns(platform: PlatformWay | undefined) {
  if (!platform) return {}
  const { mechanism, source, releaseId } = platform
  return { mechanism, platformSource: source, platformReleaseId: releaseId }
}
