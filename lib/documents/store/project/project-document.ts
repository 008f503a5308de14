import type { Change } from '#lib/core/changes.ts'
import { projectChecklists } from './project-checklists.ts'
import { projectDecision } from './project-decision.ts'
import { projectRunbooks } from './project-runbooks.ts'
import { projectSpike } from './project-spike.ts'
import type { Projection, ProjectionSource } from './source.ts'

export interface Projected {
  readonly decisionId: string | null
  readonly changes: readonly Change[]
}

/** Brings every row that is read from a text up to date, in the transaction that stores the text. */
export async function projectDocument(
  projection: Projection,
  source: ProjectionSource,
): Promise<Projected> {
  const decisionId = await projectDecision(projection, source)
  const spikeId = await projectSpike(projection, source, decisionId)
  const checklistIds = await projectChecklists(projection, source)
  await projectRunbooks(projection, source)
  const { systemId } = source
  const changes: readonly (Change | null)[] = [
    decisionId ? { topic: 'decision', key: decisionId, systemId } : null,
    spikeId ? { topic: 'spike', key: spikeId, systemId } : null,
    ...checklistIds.map((key): Change => ({ topic: 'checklist', key, systemId })),
  ]
  return { decisionId, changes: changes.filter((change) => change !== null) }
}

/** Takes what was read from a removed document out of sight; what people added to it stays stored. */
export async function hideDocument(
  { run }: Pick<Projection, 'run'>,
  documentId: string,
): Promise<void> {
  for (const table of ['decision', 'spike', 'checklist', 'runbook']) {
    await run(
      `UPDATE ${table} SET removed_at = now() WHERE document_id = $1::uuid AND removed_at IS NULL`,
      [documentId],
    )
  }
}
