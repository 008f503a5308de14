import type { RecordContent } from '../../schemas.ts'
import type { Projection, ProjectionSource } from './source.ts'

interface Subject {
  readonly systemId: string
  readonly stageId: string | null
}

/** The systems and stages a record names; its own system where it names none. Names nobody knows are left out. */
export async function writeSubjects(
  { run, subjects }: Projection,
  { systemId, isNew }: ProjectionSource,
  record: RecordContent,
  decisionId: string,
): Promise<void> {
  const named = record.subjects.flatMap((name): readonly Subject[] => {
    const stage = subjects.findStage(name)
    if (stage) return [stage]
    const system = subjects.findSystem(name)
    return system ? [{ systemId: system, stageId: null }] : []
  })
  const own = systemId === null ? [] : [{ systemId, stageId: null }]
  const wanted = named.length > 0 ? named : own
  if (!isNew) await run('DELETE FROM decision_subject WHERE decision_id = $1', [decisionId])
  const unique = new Map(wanted.map((one) => [`${one.systemId}/${one.stageId}`, one]))
  if (unique.size === 0) return
  await run(
    `INSERT INTO decision_subject (id, decision_id, system_id, stage_id)
     SELECT gen_random_uuid(), $1, x."systemId", x."stageId"
     FROM jsonb_to_recordset($2::jsonb) AS x("systemId" uuid, "stageId" uuid)
     ON CONFLICT DO NOTHING`,
    [decisionId, JSON.stringify([...unique.values()])],
  )
}
