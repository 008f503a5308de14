import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { type GitHub, readPullRequest } from '#lib/github/index.ts'
import { toDocumentChanges } from '../to-document-changes.ts'
import { enqueuePush } from './propose-version.ts'

interface OpenProposal {
  readonly id: string
  readonly documentId: string
  readonly systemId: string | null
  readonly repository: string
  readonly number: number
}

/** Asks what became of open pull requests; resolves to the systems whose repositories have to be read again. */
export async function followProposals(
  ctx: Context,
  github: GitHub,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { rows } = await getPool().query<OpenProposal>(
    `SELECT p.id, p.document_id AS "documentId", d.system_id AS "systemId", d.repository, p.number
     FROM document_proposal p JOIN document d ON d.id = p.document_id
     WHERE p.state IN ('open', 'conflict') AND p.number IS NOT NULL AND d.repository IS NOT NULL
     ORDER BY p.updated_at LIMIT 200`,
  )
  const stale = new Set<string>()
  for (const proposal of rows) {
    if (signal.aborted) break
    const pull = await readPullRequest(github, proposal.repository, proposal.number, signal)
    if (!pull.ok || pull.value.state === 'open') continue
    await recordEnd(ctx, proposal, pull.value.state)
    if (proposal.systemId) stale.add(proposal.systemId)
  }
  return [...stale]
}

async function recordEnd(ctx: Context, proposal: OpenProposal, state: 'merged' | 'closed') {
  await observe(ctx, async (tx) => {
    await tx.documentProposal.updateMany({
      where: { id: proposal.id, state: { in: ['open', 'conflict'] } },
      data: { state, updatedAt: new Date() },
    })
    return { result: null, changes: await toDocumentChanges(tx, proposal.documentId) }
  })
}

/** Refusals do not go away within a minute; everything else is tried again at once. */
const retrySql = `
SELECT p.id, d.system_id AS "systemId", p.failure->>'reason' AS reason
FROM document_proposal p JOIN document d ON d.id = p.document_id
WHERE p.state IN ('queued', 'opening') AND p.updated_at < now() - CASE
  WHEN p.failure->>'reason' IN ('rejected', 'unauthorised', 'suspended', 'not_installed', 'not_configured', 'not_found')
  THEN interval '15 minutes' ELSE interval '30 seconds' END
LIMIT 100`

/** Takes up proposals whose worker died or whose attempt failed; resolves to systems to be read first. */
export async function retryProposals(): Promise<readonly string[]> {
  const { rows } = await getPool().query<{
    readonly id: string
    readonly systemId: string | null
    readonly reason: string | null
  }>(retrySql)
  for (const { id } of rows) await enqueuePush(null, id)
  return rows.flatMap(({ systemId, reason }) =>
    systemId && reason === 'changed_elsewhere' ? [systemId] : [],
  )
}
