import type { SourceFailure } from './words.ts'

/** Why nothing could be read; a readable source without files is no failure to read. */
export type ReadFailure = Exclude<SourceFailure, 'no_catalog_file'>

/** What one reading of a source brought. */
export type SourceRead =
  | {
      readonly failure: null
      /** Null for folders. */
      readonly commitSha: string | null
      /** Without any, the source is readable and describes nothing. */
      readonly files: readonly SourceFile[]
    }
  | { readonly failure: ReadFailure }

export interface SourceFile {
  /** Path within the source. */
  readonly file: string
  readonly text: string
  /** Repository the file lies in; null for folders. */
  readonly repository: string | null
}
