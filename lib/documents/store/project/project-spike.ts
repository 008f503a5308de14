import { toComparable } from './decision-id.ts'
import type { Projection, ProjectionSource } from './source.ts'

/** Keeps a spike's row as its text says; it needs a decision it belongs to. */
export async function projectSpike(
  projection: Projection,
  source: ProjectionSource,
  ownDecision: string | null,
): Promise<string | null> {
  const { run, subjects } = projection
  const { spike, title } = source.content
  if (!spike) {
    if (!source.isNew) await run(removal, [source.documentId])
    return null
  }
  const named = spike.decision ? await findDecision(projection, source, spike.decision) : null
  const decisionId = named ?? ownDecision
  if (decisionId === null) return null
  const stageId = spike.stage ? (subjects.findStage(spike.stage)?.stageId ?? null) : null
  const [row] = await run<{ id: string }>(sql, [
    decisionId,
    source.documentId,
    stageId,
    title,
    spike.timeBoxMinutes,
    source.author,
  ])
  return row?.id ?? null
}

/** By its number or id, in the same system first. */
async function findDecision(
  { run }: Projection,
  { systemId }: ProjectionSource,
  name: string,
): Promise<string | null> {
  const [row] = await run<{ id: string }>(
    `SELECT d.id FROM decision d JOIN document t ON t.id = d.document_id
     WHERE (lower(d.number) = $1 OR lower(d.id) = $1) AND d.removed_at IS NULL
       AND (t.system_id IS NOT DISTINCT FROM $2::uuid OR t.system_id IS NULL)
     ORDER BY t.system_id IS NOT DISTINCT FROM $2::uuid DESC LIMIT 1`,
    [toComparable(name), systemId],
  )
  return row?.id ?? null
}

const removal =
  'UPDATE spike SET removed_at = now() WHERE document_id = $1::uuid AND removed_at IS NULL'

// A stage somebody chose stays; the text only says where to begin.
const sql = `
INSERT INTO spike (id, decision_id, document_id, stage_id, title, time_box_minutes, created_by)
VALUES (gen_random_uuid(), $1, $2::uuid, $3::uuid, $4, $5, $6)
ON CONFLICT (document_id) DO UPDATE SET decision_id = excluded.decision_id, title = excluded.title,
  time_box_minutes = excluded.time_box_minutes, stage_id = coalesce(spike.stage_id, excluded.stage_id),
  removed_at = NULL
RETURNING id`
