import type { Change } from '#lib/core/changes.ts'
import type { Tx } from '#lib/core/db.ts'
import { onTransaction, type RunSql } from '#lib/core/run-sql.ts'
import { readDocument } from '../../read/read-document.ts'
import { type MergeHunk, mergeTexts } from '../merge-texts.ts'
import { loadSubjectIndex } from '../project/subject-index.ts'
import { readConflictBase } from '../proposals/find-newest-proposal.ts'
import { proposeVersion, statesUnderWay } from '../proposals/propose-version.ts'
import { toDocumentChanges } from '../to-document-changes.ts'
import {
  type ReadText,
  type RepositoryBase,
  updateDocument,
  type VersionOrigin,
  writeBase,
} from '../write-document.ts'
import type { ReadingOrigin } from './apply-files.ts'

interface ChangedFile {
  readonly origin: ReadingOrigin
  readonly read: ReadText
  readonly base: RepositoryBase
  readonly authorship: {
    readonly origin: VersionOrigin
    readonly author: string
    readonly reason: string | null
  }
}

interface Current {
  readonly content: string
  readonly baseContent: string | null
  readonly isRemoved: boolean
}

/**
 * The repository has another text. Without changes of ours it is simply taken; with some both are merged and the
 * proposal goes on from there; where both touch the same lines somebody has to decide.
 */
export async function applyChangedFile(
  tx: Tx,
  id: string,
  change: ChangedFile,
): Promise<readonly Change[]> {
  const run = onTransaction(tx)
  const [current] = await run<Current>(
    `SELECT content, base_content AS "baseContent", removed_at IS NOT NULL AS "isRemoved"
     FROM document WHERE id = $1::uuid FOR UPDATE`,
    [id],
  )
  if (!current) return []
  const theirs = change.read.text
  const hasOwnChanges =
    current.content !== (current.baseContent ?? '') && current.content !== theirs
  if (!hasOwnChanges || current.isRemoved) {
    await takeText(run, id, change, current)
    await endProposal(tx, id, 'merged')
    return toDocumentChanges(tx, id)
  }
  const merged = mergeTexts({ base: current.baseContent ?? '', theirs, yours: current.content })
  if (merged.hunks) await recordConflict(tx, id, change.base, merged.hunks)
  else await continueFrom(tx, id, change, merged.text)
  return toDocumentChanges(tx, id)
}

async function takeText(run: RunSql, id: string, change: ChangedFile, current: Current) {
  if (current.content !== change.read.text || current.isRemoved) {
    await write(run, id, change, change.read)
  }
  await writeBase(run, id, change.base)
}

async function write(run: RunSql, id: string, { origin, authorship }: ChangedFile, read: ReadText) {
  const [row] = await run<{ path: string }>('SELECT path FROM document WHERE id = $1::uuid', [id])
  const { systemId, systemSlug } = origin
  const place = { id, systemId, systemSlug, path: row?.path ?? null }
  const projection = { run, subjects: await loadSubjectIndex(run) }
  return updateDocument(projection, place, read, authorship)
}

/** What people changed here stands on top of what came from the repository. */
async function continueFrom(tx: Tx, id: string, change: ChangedFile, text: string) {
  const run = onTransaction(tx)
  const document = await tx.document.findUniqueOrThrow({ where: { id } })
  const read = { text, content: readDocument(text) }
  const authorship = { ...change.authorship, origin: 'merged' as const }
  const written =
    text === document.content
      ? { version: document.version }
      : await write(run, id, { ...change, authorship }, read)
  await writeBase(run, id, change.base)
  const last = await tx.documentProposal.findFirst({
    where: { documentId: id },
    orderBy: { createdAt: 'desc' },
  })
  if (!last || text === change.read.text) return endProposal(tx, id, 'merged')
  // Somebody closed the pull request: what differs stays here until the next change.
  if (last.state === 'closed') return
  await tx.documentProposal.updateMany({
    where: { documentId: id, state: { in: [...statesUnderWay] } },
    data: { state: 'queued', baseBlobSha: change.base.blobSha },
  })
  const { author, reason } = last
  await proposeVersion(
    tx,
    { ...document, baseBlobSha: change.base.blobSha },
    { version: written.version, author, reason: reason.split('\n').at(-1) ?? null },
  )
}

async function endProposal(tx: Tx, documentId: string, state: 'merged'): Promise<void> {
  await tx.documentProposal.updateMany({
    where: { documentId, state: { in: [...statesUnderWay] } },
    data: { state, updatedAt: new Date() },
  })
}

/** The base stays as it was, so that all three texts can be shown until somebody decides. */
async function recordConflict(
  tx: Tx,
  documentId: string,
  base: RepositoryBase,
  hunks: readonly MergeHunk[],
): Promise<void> {
  const message = 'The file was changed in the repository at the same places.'
  const failure = { reason: 'conflict', message, theirs: { ...base }, hunkCount: hunks.length }
  const existing = await tx.documentProposal.findFirst({
    where: { documentId, state: { in: [...statesUnderWay] } },
    select: { id: true, state: true, failure: true },
  })
  const isKnown = readConflictBase(existing?.failure)?.blobSha === base.blobSha
  if (existing?.state === 'conflict' && isKnown) return
  if (existing) {
    const data = { state: 'conflict', failure, updatedAt: new Date() }
    await tx.documentProposal.update({ where: { id: existing.id }, data })
    return
  }
  await onTransaction(tx)('UPDATE document SET failure = $2::jsonb WHERE id = $1::uuid', [
    documentId,
    JSON.stringify({ reason: 'conflict', message, file: 'conflict' }),
  ])
}
