import { withUniqueKeys } from './project-checklists.ts'
import type { Projection, ProjectionSource } from './source.ts'

export async function projectRunbooks(
  { run }: Projection,
  { content, documentId, systemId, isNew }: ProjectionSource,
): Promise<void> {
  const runbooks = withUniqueKeys(content.runbooks)
  if (!isNew) {
    await run(
      `UPDATE runbook SET removed_at = now()
       WHERE document_id = $1::uuid AND removed_at IS NULL AND anchor <> ALL($2)`,
      [documentId, runbooks.map(({ key }) => key)],
    )
  }
  if (runbooks.length === 0) return
  const rows = runbooks.map(({ key, title, component, symptom, steps }, position) => ({
    ...{ key, title, component, symptom, position },
    steps: withUniqueKeys(steps),
  }))
  await run(sql, [documentId, systemId, JSON.stringify(rows)])
}

const sql = `
INSERT INTO runbook (id, document_id, system_id, anchor, title, component, symptom, steps, position)
SELECT gen_random_uuid(), $1::uuid, $2::uuid, x.key, x.title, x.component, x.symptom, x.steps, x.position
FROM jsonb_to_recordset($3::jsonb) AS x(key text, title text, component text, symptom text, steps jsonb, position int)
ON CONFLICT (document_id, anchor) DO UPDATE SET title = excluded.title, component = excluded.component,
  symptom = excluded.symptom, steps = excluded.steps, system_id = excluded.system_id,
  position = excluded.position, removed_at = NULL`
