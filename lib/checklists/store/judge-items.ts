import { getStageSubjectById } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { jobContext } from '#lib/core/context.ts'
import { type CheckResult, runChecks } from '#lib/evidence/index.ts'
import { type BoundCheck, type Evidence, isCheck } from '../stored.ts'
import type { ChecklistRow } from './load-checklists.ts'
import { toFacts } from './to-view.ts'

/** A fresh answer to what an item is bound to. */
export interface Judged {
  readonly itemId: string
  readonly binding: BoundCheck
  readonly evidence: Evidence
}

/** Asks the checks of all bound items of lists about one stage; facts are read once for all of them. */
export async function judgeItems(
  ctx: Context,
  stageId: string | null,
  items: readonly ChecklistRow['items'][number][],
): Promise<readonly Judged[]> {
  const bound = items.flatMap((item) => {
    const { binding } = toFacts(item)
    return isCheck(binding) ? [{ itemId: item.id, binding }] : []
  })
  const results = await askChecks(
    ctx,
    stageId,
    bound.map(({ binding }) => binding),
  )
  return bound.map((item, index) => ({ ...item, evidence: results[index] ?? noStage }))
}

/**
 * Answers checks about a stage. They are the portal's own reading of facts: who may see the list may see them, and the
 * verb has asked for that before.
 */
export async function askChecks(
  { now, requestId }: Context,
  stageId: string | null,
  bindings: readonly BoundCheck[],
): Promise<readonly Evidence[]> {
  if (bindings.length === 0) return []
  if (stageId === null) return bindings.map(() => noStage)
  const ctx = jobContext('checklists.evaluate', { now, requestId })
  return (await runChecks(ctx, await getStageSubjectById(ctx, stageId), bindings)).map(toEvidence)
}

function toEvidence({ params, ...result }: CheckResult): Evidence {
  return { ...result, params: { ...params } }
}

const noStage: Evidence = {
  verdict: 'unknown',
  reason: 'no_stage',
  params: {},
  value: null,
  observedAt: null,
  source: null,
  link: null,
}
