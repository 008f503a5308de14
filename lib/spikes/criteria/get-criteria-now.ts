import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { readDocument } from '#lib/documents/index.ts'
import type { Criterion } from '#lib/documents/schemas.ts'
import type { CriteriaNow } from '../answers.ts'
import { getSpikeSubject } from '../get-spike-subject.ts'
import type { SpikePath } from '../schemas.ts'
import { measureCriterion } from './measure-criterion.ts'

/** What the bound criteria of a spike say right now. Asks logs too, so it may take seconds. */
export async function getCriteriaNow(
  ctx: Context,
  path: SpikePath,
  signal: AbortSignal,
): Promise<CriteriaNow> {
  const spike = await getSpikeSubject(ctx, path)
  if (spike.subject) requirePermission(ctx, 'system:read', spike.subject)
  const place = { stageId: spike.stageId, systemId: null }
  const content = readDocument(spike.content).spike
  const measureAll = (criteria: readonly Criterion[], isAbort: boolean) =>
    Promise.all(
      criteria.map(async (criterion) => {
        const measured = await measureCriterion(ctx, criterion, place, signal)
        if (!measured) return []
        const { stage, now, holds } = measured
        const name = stage && `${stage.systemSlug}/${stage.stageSlug}`
        return [{ key: criterion.key, isAbort, stage: name, now, holds }]
      }),
    )
  const found = await Promise.all([
    measureAll(content?.criteria ?? [], false),
    measureAll(content?.abortCriteria ?? [], true),
  ])
  return { criteria: found.flat(2) }
}
