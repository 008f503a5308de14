import { createHash } from 'node:crypto'
import type { Catalog } from './types.ts'

// Raised when what is stored for the same file changes, so that every system is written anew.
const STORED_FORM = 1

/** The same for two files that mean the same, wherever in them things stand. */
export function toContentHash({ declaredAt: _place, ...content }: Catalog): string {
  const text = JSON.stringify({ form: STORED_FORM, ...content })
  return createHash('sha256').update(text).digest('hex')
}
