import type { RecordContent } from '../../schemas.ts'
import { isSameNumber, listIdCandidates, toComparable, toNumber } from './decision-id.ts'
import type { Projection, ProjectionSource } from './source.ts'
import { writeSubjects } from './write-subjects.ts'

/** Longest part of a text that can be searched; PostgreSQL bounds what it indexes of one row. */
const searchedCharacters = 100_000

/** Makes the record's row say what its text says. Resolves to the id of the decision the text belongs to, if any. */
export async function projectDecision(
  projection: Projection,
  source: ProjectionSource,
): Promise<string | null> {
  const { record } = source.content
  const own = source.isNew ? null : await findOwn(projection, source.documentId)
  if (!record) {
    if (own !== null) await removeDecision(projection, own)
    return null
  }
  const claimed =
    own === null ? await claimId(projection, source, record) : { id: own, isOwn: true }
  if (claimed.isOwn) {
    await writeDecision(projection, source, record, claimed.id)
    await writeSubjects(projection, source, record, claimed.id)
  }
  return claimed.id
}

interface ClaimedId {
  readonly id: string
  /** False when another text holds the row. */
  readonly isOwn: boolean
}

async function findOwn({ run }: Projection, documentId: string): Promise<string | null> {
  const [row] = await run<{ id: string }>('SELECT id FROM decision WHERE document_id = $1::uuid', [
    documentId,
  ])
  return row?.id ?? null
}

async function removeDecision({ run }: Projection, id: string): Promise<void> {
  await run('UPDATE decision SET removed_at = now() WHERE id = $1 AND removed_at IS NULL', [id])
}

interface Holder {
  readonly id: string
  readonly isSpike: boolean
  readonly isRemoved: boolean
}

/**
 * A spike often repeats the decision it serves. It stands for the decision only until a record of that number comes,
 * which then takes the row over with everything that was added to it; the same after a record's file was removed.
 */
async function claimId(
  projection: Projection,
  source: ProjectionSource,
  record: RecordContent,
): Promise<ClaimedId> {
  const names = { ...record, systemSlug: source.systemSlug, path: source.path }
  const holder = await findHolder(projection, source, toNumber(names))
  if (holder && !holder.isRemoved && isSpikeOf(source, record))
    return { id: holder.id, isOwn: false }
  if (holder && (holder.isSpike || holder.isRemoved)) {
    await projection.run('UPDATE decision SET document_id = $2::uuid WHERE id = $1', [
      holder.id,
      source.documentId,
    ])
    return { id: holder.id, isOwn: true }
  }
  return { id: await findFreeId(projection, names), isOwn: true }
}

function isSpikeOf({ content: { spike } }: ProjectionSource, { number }: RecordContent): boolean {
  if (!spike) return false
  return spike.decision === null || number === null || isSameNumber(spike.decision, number)
}

async function findHolder(
  { run }: Projection,
  { systemId, documentId }: ProjectionSource,
  number: string,
): Promise<Holder | null> {
  const [row] = await run<Holder>(
    `SELECT d.id, d.removed_at IS NOT NULL AS "isRemoved",
       EXISTS (SELECT FROM spike s WHERE s.document_id = d.document_id AND s.removed_at IS NULL) AS "isSpike"
     FROM decision d JOIN document t ON t.id = d.document_id
     WHERE lower(d.number) = $1 AND t.system_id IS NOT DISTINCT FROM $2::uuid AND t.id <> $3::uuid
     ORDER BY d.removed_at NULLS FIRST LIMIT 1`,
    [toComparable(number), systemId, documentId],
  )
  return row ?? null
}

async function findFreeId(
  { run }: Projection,
  names: Parameters<typeof listIdCandidates>[0],
): Promise<string> {
  const candidates = listIdCandidates(names)
  for (;;) {
    const batch = Array.from(candidates.take(20))
    if (batch.length === 0) throw new Error('No free id is left for this record.')
    const taken = await run<{ id: string }>('SELECT id FROM decision WHERE id = ANY($1)', [batch])
    const free = batch.find((id) => !taken.some((row) => row.id === id))
    if (free) return free
  }
}

async function writeDecision(
  { run }: Projection,
  source: ProjectionSource,
  record: RecordContent,
  id: string,
): Promise<void> {
  const number = toNumber({ ...record, systemSlug: source.systemSlug, path: source.path })
  await run(sql, [
    id,
    source.documentId,
    number,
    record.title,
    record.status,
    record.deciders,
    record.recordedOn,
    record.decidedOn,
    record.reviewOn,
    record.supersedes,
    record.supersededBy,
    [id, number, record.title, record.deciders.join(' ')].join(' '),
    source.text.slice(0, searchedCharacters),
  ])
}

const sql = `
INSERT INTO decision (id, document_id, number, title, status, deciders, recorded_on, decided_on, review_on,
  supersedes, superseded_by, search)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7::date, $8::date, $9::date, $10, $11,
  setweight(decision_words($12), 'A') || decision_words($13))
ON CONFLICT (id) DO UPDATE SET number = excluded.number, title = excluded.title, status = excluded.status,
  deciders = excluded.deciders, recorded_on = excluded.recorded_on, decided_on = excluded.decided_on,
  review_on = excluded.review_on, supersedes = excluded.supersedes, superseded_by = excluded.superseded_by,
  search = excluded.search, updated_at = now(), removed_at = NULL`
