import type { Change } from '#lib/core/changes.ts'
import type { Tx } from '#lib/core/db.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { evaluateItem } from '../evaluate-checklist.ts'
import type { Judged } from './judge-items.ts'
import { type ChecklistRow, findSystem } from './load-checklists.ts'
import { projectGates } from './project-gates.ts'
import { toFacts } from './to-view.ts'

/** After this time an unchanged judgement is written again, so that readers see that somebody judges. */
const beatMs = 4 * 60_000

/**
 * Writes where the items of these lists stand, and what follows from it for the gates of their stages. An answer for a
 * binding that was changed meanwhile is dropped.
 */
export async function writeItems(
  tx: Tx,
  rows: readonly ChecklistRow[],
  judged: readonly Judged[],
  now: Date,
): Promise<readonly Change[]> {
  const answers = new Map(judged.map((one) => [one.itemId, one]))
  const changed = rows.flatMap((row) => {
    const written = row.items.flatMap((item) => {
      const judgement = toWritten(item, answers.get(item.id), now)
      return judgement ? [judgement] : []
    })
    return written.length > 0 ? [{ row, written }] : []
  })
  const items = changed.flatMap(({ written }) => written)
  if (items.length > 0) {
    await onTransaction(tx)(updateSql, [JSON.stringify(items)])
  }
  const stageIds = rows.flatMap(({ stageId }) => stageId ?? [])
  const news = changed.filter(({ written }) => written.some(({ isNews }) => isNews))
  return [
    ...news.map(({ row }) => toChange(row)),
    ...(await projectGates(tx, [...new Set(stageIds)], now)),
  ]
}

export function toChange(row: ChecklistRow): Change {
  return { topic: 'checklist', key: row.id, systemId: findSystem(row)?.id ?? null }
}

function toWritten(item: ChecklistRow['items'][number], answer: Judged | undefined, now: Date) {
  const before = toFacts(item)
  const facts = answer
    ? { ...before, binding: answer.binding, evidence: answer.evidence, evaluatedAt: now }
    : before
  const { state } = evaluateItem(facts, now)
  const isNews = state !== item.state || toWords(before.evidence) !== toWords(facts.evidence)
  const isOld =
    answer !== undefined &&
    (item.evaluatedAt === null || now.getTime() - item.evaluatedAt.getTime() > beatMs)
  if (!isNews && !isOld) return null
  return {
    ...{ id: item.id, state, isNews },
    binding: answer ? answer.binding : null,
    evidence: facts.evidence,
    at: facts.evaluatedAt,
  }
}

/** What a reader would notice; that the same thing was seen again is no news. */
function toWords(evidence: Judged['evidence'] | null): string {
  if (!evidence) return ''
  const { verdict, reason, params, value } = evidence
  return JSON.stringify([verdict, reason, params, value])
}

const updateSql = `
UPDATE checklist_item i SET state = r.state, evidence = nullif(r.evidence, 'null'::jsonb), evaluated_at = r.at
FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, state text, binding jsonb, evidence jsonb, at timestamptz)
WHERE i.id = r.id AND (coalesce(r.binding, 'null'::jsonb) = 'null'::jsonb
  OR (i.binding->>'check' = r.binding->>'check'
    AND coalesce(i.binding->'parameters', '{}'::jsonb) = r.binding->'parameters'))`
