import { type Context, operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { enqueueDocumentsOfRepository } from '#lib/documents/index.ts'
import {
  changeSpike,
  getRun,
  getSpike,
  keepEvidence,
  listSpikes,
  startRun,
} from '#lib/spikes/index.ts'
import { reportFailure } from '#scripts/lib/problem.ts'
import { waitUntil } from '#scripts/lib/wait-until.ts'
import { getSandbox } from './sandbox-description.ts'

const decision = 'DEC-023'
const test = 'polling'
const ends = ['passed', 'failed', 'inconclusive', 'cancelled']

/** Really carries out one spike of the sample systems, so that a decision with evidence can be looked at. */
async function trySandboxSpike(sandboxFolder: string, signal: AbortSignal): Promise<void> {
  const ctx = operatorContext()
  for (const repository of getSandbox(sandboxFolder).repositories) {
    await enqueueDocumentsOfRepository(repository)
  }
  const spike = await waitForSpike(ctx, signal)
  if (spike.state !== 'planned') return
  const run = await startRun(ctx, { spike: spike.id }, { test, confirm: false })
  const path = { spike: spike.id, run: run.number }
  let state = ''
  await waitUntil(`The run of ${test}`, signal, async () => {
    state = (await getRun(ctx, path)).state
    return ends.includes(state)
  })
  if (state !== 'passed') return
  await freezeCriteria(ctx, path, signal)
  for (const { key } of (await getSpike(ctx, path)).prerequisites) {
    await changeSpike(ctx, path, { attest: { key, state: 'met', note: `Run ${run.number}` } })
  }
  await changeSpike(ctx, path, { state: 'finished', spentMinutes: 180 })
}

async function waitForSpike(ctx: Context, signal: AbortSignal) {
  let found: Awaited<ReturnType<typeof listSpikes>>['spikes'][number] | undefined
  await waitUntil(`The spike of ${decision}`, signal, async () => {
    found = (await listSpikes(ctx, { id: decision }).catch(ignoreMissing))?.spikes[0]
    return found !== undefined
  })
  if (found === undefined) throw new Error('Waiting ended without a spike.')
  return found
}

async function freezeCriteria(
  ctx: Context,
  path: { readonly spike: string; readonly run: number },
  signal: AbortSignal,
): Promise<void> {
  const { criteria } = await getSpike(ctx, { spike: path.spike })
  for (const { key } of criteria) {
    const input = { criterion: key, run: path.run }
    await keepEvidence(ctx, { spike: path.spike }, input, signal).catch(ignoreUnknown)
  }
}

function ignoreMissing(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}

/** What cannot be measured yet stays open, as it would for a person. */
function ignoreUnknown(error: unknown): void {
  if (error instanceof AppError && error.reason === 'measure_unknown') return
  throw error
}

await trySandboxSpike(process.argv[2] ?? '', AbortSignal.timeout(90_000)).catch(reportFailure)
await disconnect()
