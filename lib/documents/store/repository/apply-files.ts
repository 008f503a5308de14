import type { Change } from '#lib/core/changes.ts'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import type { TreeFile } from '#lib/github/index.ts'
import { readDocument } from '../../read/read-document.ts'
import { attachSpikes } from '../project/attach-spikes.ts'
import { loadSubjectIndex } from '../project/subject-index.ts'
import { insertDocument, type ReadText } from '../write-document.ts'
import { applyChangedFile } from './apply-changed-file.ts'
import type { ReadingSubject } from './load-reading.ts'
import type { ReadingFailure } from './record-reading.ts'

/** A file of the tree: its text, or why there is none. */
export type ReadFile =
  | {
      readonly file: TreeFile
      readonly id: string | null
      readonly text: string
      /** Of the newest commit that touched it; null when nobody asked. */
      readonly author: string | null
      readonly reason: string | null
      readonly fault?: undefined
    }
  | {
      readonly file: TreeFile
      readonly id: string | null
      readonly fault: ReadingFailure
    }

export interface ReadingOrigin extends ReadingSubject {
  readonly branch: string
  readonly commitSha: string
}

/** Stores what was read, in one transaction; each file by itself decides whether it is new, changed or broken. */
export async function applyFiles(
  ctx: Context,
  origin: ReadingOrigin,
  files: readonly ReadFile[],
): Promise<void> {
  if (files.length === 0) return
  const understood = files.map((file) => ({
    file,
    read: file.fault ? null : { text: file.text, content: readDocument(file.text) },
  }))
  await observe(ctx, async (tx) => {
    const changes: Change[] = []
    for (const { file, read } of understood) {
      changes.push(...(await applyFile(tx, origin, file, read)))
    }
    if (files.some(({ id }) => id === null)) {
      const run = onTransaction(tx)
      const projection = { run, subjects: await loadSubjectIndex(run) }
      changes.push(...(await attachSpikes(projection, origin.systemId)))
    }
    return { result: null, changes }
  })
}

async function applyFile(
  tx: Tx,
  origin: ReadingOrigin,
  file: ReadFile,
  read: ReadText | null,
): Promise<readonly Change[]> {
  if (file.fault || !read) {
    await recordFault(tx, origin, file)
    return []
  }
  const { blobSha } = file.file
  const base = { content: read.text, blobSha, commitSha: origin.commitSha }
  const authorship = {
    author: file.author ?? origin.repository,
    reason: file.reason,
    origin: 'repository' as const,
  }
  if (file.id !== null) return applyChangedFile(tx, file.id, { origin, read, base, authorship })
  const run = onTransaction(tx)
  const projection = { run, subjects: await loadSubjectIndex(run) }
  const place = toPlace(origin, file.file.path)
  return (await insertDocument(projection, place, read, authorship, base)).changes
}

/** A file that cannot be read is listed with its fault, so that nobody looks for it in vain. */
async function recordFault(tx: Tx, origin: ReadingOrigin, { file, id, fault }: ReadFile) {
  const run = onTransaction(tx)
  const failure = JSON.stringify({ ...fault, file: file.path })
  if (id !== null) {
    await run('UPDATE document SET failure = $2::jsonb WHERE id = $1::uuid', [id, failure])
    return
  }
  const projection = { run, subjects: await loadSubjectIndex(run) }
  const empty = { text: '', content: { ...readDocument(''), title: file.path } }
  const authorship = { author: origin.repository, reason: null, origin: 'repository' as const }
  const written = await insertDocument(projection, toPlace(origin, file.path), empty, authorship)
  await run('UPDATE document SET failure = $2::jsonb WHERE id = $1::uuid', [written.id, failure])
}

const toPlace = ({ systemId, systemSlug, repository, branch }: ReadingOrigin, path: string) => ({
  ...{ systemId, systemSlug, repository, path, branch },
  home: 'repository' as const,
})
