import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { HostingError, type HostingFailure } from '#lib/hosting/failure.ts'
import { type OpenPolicySource, openPolicySource } from '../open-policy-source.ts'
import type { RequestState } from '../words.ts'

/** Failures that say that nothing was begun. After any other one only the source's list knows. */
const refusals: readonly HostingFailure[] = [
  'not_configured',
  'unreachable',
  'denied',
  'not_found',
  'throttled',
  'host_key_unknown',
  'host_key_changed',
  'unsupported',
  'rejected',
  'conflict',
]

const callTimeoutMs = 45_000

/** Sends a request's one call. Safe to run twice: only the run that takes the request from the queue sends. */
export async function sendRequest(
  ctx: Context,
  requestId: string,
  signal: AbortSignal,
  open: OpenPolicySource = openPolicySource,
): Promise<void> {
  const claimed = await getDb().backupRequest.updateMany({
    where: { id: requestId, state: 'queued' },
    data: { state: 'sending', sentAt: ctx.now() },
  })
  if (claimed.count === 0) return
  const { policyId } = await getDb().backupRequest.findUniqueOrThrow({ where: { id: requestId } })
  const outcome = await send(() => open(policyId), requestId, signal)
  await observe(ctx, async (tx) => {
    const policy = await tx.backupPolicy.findUniqueOrThrow({
      where: { id: policyId },
      select: { slug: true, stage: { select: { id: true, slug: true, system: true } } },
    })
    const { stage } = policy
    // Its list shows what became of the call, so it is asked soon. Before the request, as locks are taken everywhere.
    await tx.reading.updateMany({
      where: { stageId: stage.id, fact: `backups:${policy.slug}` },
      data: { nextAt: new Date(ctx.now().getTime() + 5_000) },
    })
    await tx.backupRequest.updateMany({
      where: { id: requestId, state: 'sending' },
      data: {
        ...outcome,
        ...(outcome.state === 'not_started' ? { finishedAt: ctx.now() } : {}),
      },
    })
    const key = `${stage.system.slug}/${stage.slug}`
    return { result: null, changes: [{ topic: 'stage', key, systemId: stage.system.id }] }
  })
}

interface Outcome {
  readonly state: RequestState
  readonly externalId?: string | null
  readonly reason: string | null
  readonly detail: string | null
}

async function send(
  open: () => ReturnType<OpenPolicySource>,
  key: string,
  signal: AbortSignal,
): Promise<Outcome> {
  let isSent = false
  try {
    const { source, query } = await open()
    if (!source.backUpNow) {
      throw new HostingError('unsupported', 'This source makes no backups on demand.')
    }
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)])
    isSent = true
    const { externalId } = await source.backUpNow(query, key, deadline)
    return { state: 'running', externalId, reason: null, detail: null }
  } catch (error) {
    return toOutcome(error, isSent)
  }
}

function toOutcome(error: unknown, isSent: boolean): Outcome {
  if (!(error instanceof HostingError)) {
    return { state: isSent ? 'unknown' : 'not_started', reason: 'outcome_unknown', detail: null }
  }
  const isRefused = !isSent || refusals.includes(error.failure)
  return {
    state: isRefused ? 'not_started' : 'unknown',
    reason: error.failure,
    detail: redactSecrets(toInertText(error.message)).slice(0, 2_000),
  }
}
