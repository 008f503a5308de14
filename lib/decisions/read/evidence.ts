import { getPool } from '#lib/core/db.ts'
import type { KeptEvidence } from '../matrix.ts'
import type { ReadinessSpike } from '../readiness.ts'

interface EvidenceRow extends Omit<KeptEvidence, 'isByHand'> {
  readonly measure: string | null
}

/** Evidence in force of a record and its spikes. */
export async function readEvidence(decisionId: string): Promise<readonly KeptEvidence[]> {
  const { rows } = await getPool().query<EvidenceRow>(
    `SELECT id, criterion, option, value, text, unit, holds, observed_at AS "observedAt", source, link, measure
     FROM evidence WHERE decision_id = $1 AND replaced_at IS NULL ORDER BY created_at DESC`,
    [decisionId],
  )
  return rows.map(({ measure, ...evidence }) => ({ ...evidence, isByHand: measure === null }))
}

export interface LinkedSpike extends ReadinessSpike {
  /** `system/stage`; null while nobody chose. */
  readonly stage: string | null
  readonly content: string
}

/** Spikes that feed a decision; an abort criterion somebody went on against counts no longer. */
export async function readSpikes(
  decisionId: string,
  visible: readonly string[] | null,
): Promise<readonly LinkedSpike[]> {
  const { rows } = await getPool().query<LinkedSpike>(
    `SELECT k.id, k.title, k.state, CASE WHEN k.abort_override IS NULL THEN k.abort->>'words' END AS abort,
       CASE WHEN $2::uuid[] IS NULL OR s.id = ANY($2) THEN s.slug || '/' || g.slug END AS stage, t.content
     FROM spike k JOIN document t ON t.id = k.document_id
       LEFT JOIN stage g ON g.id = k.stage_id LEFT JOIN system s ON s.id = g.system_id
     WHERE k.decision_id = $1 AND k.removed_at IS NULL
       AND ($2::uuid[] IS NULL OR t.system_id IS NULL OR t.system_id = ANY($2))
     ORDER BY k.created_at`,
    [decisionId, visible],
  )
  return rows
}
