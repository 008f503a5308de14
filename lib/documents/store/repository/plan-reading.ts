import type { TreeFile } from '#lib/github/index.ts'
import { maxDocumentBytes } from '../../words.ts'

/** What the portal knows of a file of the repository. */
export interface KnownFile {
  readonly id: string
  readonly path: string
  /** Null while its pull request that adds it is not merged. */
  readonly blobSha: string | null
  readonly isRemoved: boolean
  /** Moved to the portal: the repository's file no longer counts. */
  readonly isPortal: boolean
}

export interface ReadingPlan {
  readonly changed: readonly { readonly file: TreeFile; readonly id: string | null }[]
  readonly renamed: readonly { readonly id: string; readonly path: string }[]
  readonly removed: readonly string[]
  readonly tooLarge: readonly { readonly file: TreeFile; readonly id: string | null }[]
}

/** Compares what a tree holds with what is known. A file that is gone and another with the same content is a rename. */
export function planReading(files: readonly TreeFile[], known: readonly KnownFile[]): ReadingPlan {
  const byPath = new Map(known.map((one) => [one.path, one]))
  const paths = new Set(files.map(({ path }) => path))
  const gone = known.filter(
    ({ path, blobSha, isRemoved, isPortal }) =>
      !paths.has(path) && blobSha !== null && !isRemoved && !isPortal,
  )
  const fresh = files.filter(({ path }) => !byPath.has(path))
  const renamed = findRenames(fresh, gone)
  const renamedPaths = new Set(renamed.map(({ path }) => path))
  const renamedIds = new Set(renamed.map(({ id }) => id))
  const differing = files.filter((file) => {
    const one = byPath.get(file.path)
    if (!one) return !renamedPaths.has(file.path)
    return !one.isPortal && (one.isRemoved || one.blobSha !== file.blobSha)
  })
  const withId = differing.map((file) => ({ file, id: byPath.get(file.path)?.id ?? null }))
  return {
    renamed,
    removed: gone.filter(({ id }) => !renamedIds.has(id)).map(({ id }) => id),
    changed: withId.filter(({ file }) => file.sizeBytes <= maxDocumentBytes),
    tooLarge: withId.filter(({ file }) => file.sizeBytes > maxDocumentBytes),
  }
}

function findRenames(fresh: readonly TreeFile[], gone: readonly KnownFile[]) {
  const left = [...fresh]
  return gone.flatMap(({ id, blobSha }) => {
    const at = left.findIndex((file) => file.blobSha === blobSha)
    const [file] = at < 0 ? [] : left.splice(at, 1)
    return file ? [{ id, path: file.path }] : []
  })
}
