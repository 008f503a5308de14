import type { Tx } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import type { StoredDocument } from '../get-visible-document.ts'
import { pushProposalSpec, toLane } from './job-spec.ts'

export interface ProposedVersion {
  readonly version: number
  readonly author: string
  readonly reason: string | null
}

/**
 * Has a version carried into the repository by a pull request. One that is under way grows by it, so that a row of
 * edits is one pull request.
 */
export async function proposeVersion(
  tx: Tx,
  document: Pick<StoredDocument, 'id' | 'title' | 'path' | 'baseBlobSha'>,
  { version, author, reason }: ProposedVersion,
): Promise<string> {
  const underWay = await tx.documentProposal.findFirst({
    where: { documentId: document.id, state: { in: [...statesUnderWay] } },
    select: { id: true, state: true, reason: true },
  })
  const said = reason ?? `Change ${document.title}`
  const id = underWay?.id ?? newId()
  if (underWay) {
    const isKnown = underWay.reason.split('\n').includes(said)
    const state = underWay.state === 'conflict' ? 'conflict' : 'queued'
    await tx.documentProposal.update({
      where: { id },
      data: {
        ...{ version, author, state },
        reason: isKnown ? underWay.reason : `${underWay.reason}\n${said}`.slice(-4_000),
        updatedAt: new Date(),
      },
    })
  } else {
    await tx.documentProposal.create({
      data: {
        ...{ id, documentId: document.id, version, author },
        reason: said,
        branch: toBranch(document, id),
        baseBlobSha: document.baseBlobSha,
      },
    })
  }
  await enqueuePush(tx, id)
  return id
}

export const statesUnderWay = ['queued', 'opening', 'open', 'conflict'] as const

export function enqueuePush(tx: Tx | null, proposalId: string): Promise<void> {
  return enqueueJob(
    tx,
    pushProposalSpec,
    { proposalId },
    { key: `documents.push:${proposalId}`, queue: toLane(proposalId) },
  )
}

/** Names the file for people and the proposal for us. */
function toBranch({ path, title }: Pick<StoredDocument, 'path' | 'title'>, id: string): string {
  const name = (
    path
      ?.split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? title
  )
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `leitstand/${name || 'document'}-${id.slice(0, 8)}`
}
