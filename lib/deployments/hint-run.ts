import 'server-only'
import { getDb } from '#lib/core/db.ts'
import { enqueueDiscovery } from './jobs.ts'
import { listCorrelationIds } from './match-run.ts'
import { hastenStep } from './steps/step-jobs.ts'

/** A run that something may have happened to; nothing here is taken for a fact. */
export interface RunHint {
  readonly repository: string
  readonly runId: string
  readonly attempt: number
  readonly workflow: string | null
  readonly title: string
}

/** Has a run looked at now instead of at its next turn; a run nobody knows leads to a look at its workflow. */
export async function hintRun(hint: RunHint): Promise<void> {
  const correlationIds = [...listCorrelationIds(hint.title)]
  const known = await getDb().deployment.findFirst({
    where: {
      OR: [{ runId: hint.runId }, { runId: null, correlationId: { in: correlationIds } }],
    },
    select: { id: true, state: true, runId: true, runAttempt: true },
  })
  if (known) {
    const step = toStep(known, hint.attempt)
    if (step) await hastenStep(known.id, step)
    return
  }
  if (hint.workflow)
    await enqueueDiscovery({ repository: hint.repository, workflow: hint.workflow })
}

interface Known {
  readonly state: string
  readonly runId: string | null
  readonly runAttempt: number | null
}

// Between its claim and its run there is nothing to look at, and while it is verified the run has had its say.
function toStep(known: Known, attempt: number): 'follow' | 'reconcile' | null {
  if (known.runId === null) {
    return known.state === 'unknown' || known.state === 'not_started' ? 'reconcile' : null
  }
  const isFollowed = ['running', 'waiting', 'unknown'].includes(known.state)
  return isFollowed || attempt > (known.runAttempt ?? 1) ? 'follow' : null
}
