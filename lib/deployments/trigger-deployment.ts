import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { getGitHub, type WorkflowFile } from '#lib/github/index.ts'
import { toRepositoryBlocker } from './blockers.ts'
import { buildInputs } from './build-inputs.ts'
import { liftHoldInForce } from './holds/lift-hold-in-force.ts'
import { findRepeated, type RequestKey, toRequestKey } from './request/idempotency.ts'
import { insertDeployment } from './request/insert-deployment.ts'
import { namingTheWinner } from './request/naming-the-winner.ts'
import { listCatalogBlockers, readReadiness, toRepositoryName } from './request/read-readiness.ts'
import { type Candidate, requireExpected, resolveCandidate } from './request/resolve-candidate.ts'
import { listDeployBlockers } from './request/stage-blockers.ts'
import { throwIfBlocked } from './request/throw-blocked.ts'
import type { StagePath, TriggerDeploymentInput } from './schemas.ts'
import { lockStage } from './store/stage-lock.ts'
import { toDeploymentChanges } from './store/update-stage-state.ts'
import type { Blocker } from './types.ts'

export interface Requested {
  readonly id: string
  /** False when the same request had made it before. */
  readonly isNew: boolean
}

/**
 * Asks for a deployment and returns at once; the worker starts it. Safe to repeat with the same idempotency key: the same
 * request is the same deployment.
 */
export async function triggerDeployment(
  ctx: Context,
  path: StagePath,
  input: TriggerDeploymentInput,
  idempotencyKey?: string,
): Promise<Requested> {
  const subject = await getStageSubject(ctx, path)
  await authorise(ctx, 'deployment:trigger', subject)
  if (input.liftHold) await authorise(ctx, 'hold:lift', subject)
  if (input.passGate) await authorise(ctx, 'checklist:pass-gate', subject)
  requireReasonForGoingOn(input)
  const request = toRequestKey(ctx, idempotencyKey, { verb: 'deploy', ...path, ...input })
  const before = await findRepeated(request)
  if (before) return { id: before, isNew: false }
  throwIfBlocked([
    ...listCatalogBlockers(subject),
    ...withoutPassed(await listDeployBlockers(subject.stageId), input),
  ])
  const prepared = await prepare(subject, input)
  return namingTheWinner(subject.stageId, () => store(ctx, subject, { input, request, prepared }))
}

interface Prepared {
  readonly candidate: Candidate
  readonly inputs: Readonly<Record<string, string>>
  readonly workflowSha: string | null
}

/** Everything that has to be asked of GitHub, before any transaction is open. */
async function prepare(subject: StageSubject, input: TriggerDeploymentInput): Promise<Prepared> {
  const github = getGitHub()
  const repository = toRepositoryName(subject) ?? ''
  const [readiness, resolved] = await Promise.all([
    readReadiness(github, subject),
    resolveCandidate(github, repository, input.ref),
  ])
  throwIfBlocked(readiness.blockers)
  if (!resolved.ok && 'error' in resolved) throw resolved.error
  if (!resolved.ok) {
    throwIfBlocked([toRepositoryBlocker(resolved.failure, repository)])
    throw new Error('Every failure to read a repository blocks.')
  }
  requireExpected(resolved.candidate, input.expectedCommitSha)
  return {
    candidate: resolved.candidate,
    inputs: requireInputs(subject, readiness.workflow, input),
    workflowSha: readiness.workflowSha,
  }
}

function requireInputs(
  { deploy }: StageSubject,
  workflow: WorkflowFile | null,
  input: TriggerDeploymentInput,
): Readonly<Record<string, string>> {
  if (!deploy) throw new Error('A stage without "deploy" is refused before.')
  // Stand-ins of the right length: which commit and which id only the insert knows.
  const placeholders = {
    [deploy.commitInput]: '0'.repeat(40),
    [deploy.correlationInput]: '0'.repeat(36),
  }
  const built = buildInputs({
    workflowFile: deploy.workflow,
    declared: workflow?.inputs ?? [],
    fixed: { ...deploy.inputs, ...placeholders },
    given: input.inputs,
  })
  if (built.ok) return built.inputs
  const summary = built.fields.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw invalidInput(`${summary}.`, { reason: 'inputs_invalid', fields: built.fields })
}

interface Intent {
  readonly input: TriggerDeploymentInput
  readonly request: RequestKey
  readonly prepared: Prepared
}

function store(ctx: Context, subject: StageSubject, intent: Intent): Promise<Requested> {
  const { input, request, prepared } = intent
  return mutate<Requested>(ctx, 'deployment:trigger', subject, async (tx) => {
    await lockStage(tx, subject.stageId)
    const before = await findRepeated(request, tx)
    if (before) return { result: { id: before, isNew: false }, audit: 'unchanged' }
    const { deploy } = subject
    if (!deploy) throw new Error('A stage without "deploy" is refused before.')
    const blockers = await listDeployBlockers(subject.stageId, tx)
    throwIfBlocked(withoutPassed(blockers, input))
    const passed = blockers.find(({ reason }) => reason === 'checklist_open')
    const reason = input.reason ?? null
    const lifted = input.liftHold
      ? await liftHoldInForce(ctx, tx, subject.stageId, reason ?? '')
      : null
    const created = await insertDeployment(ctx, tx, subject, {
      ...prepared,
      kind: 'deployment',
      deploy,
      request,
      reason,
    })
    return {
      result: { id: created.id, isNew: true },
      audit: {
        action: 'deployment.trigger',
        entity: { kind: 'deployment', id: created.id },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: lifted ? { hold: lifted } : null,
        after: {
          number: created.number,
          ...prepared.candidate,
          ...{ inputs: input.inputs, reason },
          ...(passed ? { passedGate: passed.details } : {}),
        },
      },
      changes: toDeploymentChanges({
        id: created.id,
        systemId: subject.systemId,
        stageKey: `${subject.systemSlug}/${subject.stageSlug}`,
      }),
    }
  })
}

function requireReasonForGoingOn(input: TriggerDeploymentInput): void {
  const { liftHold, passGate, reason } = input
  if (reason || !(liftHold || passGate)) return
  const message = liftHold
    ? 'say why the hold may be lifted'
    : 'say why it goes on with items of checklists open'
  throw invalidInput(`reason: ${message}`, { fields: [{ path: 'reason', message }] })
}

function withoutPassed(
  blockers: readonly Blocker[],
  { liftHold, passGate }: TriggerDeploymentInput,
): readonly Blocker[] {
  return blockers.filter(
    ({ reason }) => !(liftHold && reason === 'hold') && !(passGate && reason === 'checklist_open'),
  )
}
