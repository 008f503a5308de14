import type { RunSql } from '#lib/core/run-sql.ts'
import type { DocumentContent } from '../../schemas.ts'
import type { SubjectIndex } from './subject-index.ts'

/** A stored text and what was read of it, on its way into the tables that show it. */
export interface ProjectionSource {
  readonly documentId: string
  readonly systemId: string | null
  readonly systemSlug: string | null
  readonly path: string | null
  readonly author: string
  readonly text: string
  readonly content: DocumentContent
  /** Nothing was projected of it before. */
  readonly isNew: boolean
}

export interface Projection {
  readonly run: RunSql
  readonly subjects: SubjectIndex
}
