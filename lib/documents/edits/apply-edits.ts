import { type Splice, SplicedText } from '#lib/markdown/index.ts'
import { type LocatedDocument, locateDocument } from '../read/locate-document.ts'
import { readLanguage } from '../read/numbers.ts'
import type { DocumentEdit } from '../schemas.ts'
import { planEdit } from './plan-edit.ts'
import { type EditReason, EditRefusal } from './refusal.ts'
import { isDone } from './verify-edit.ts'

export type EditProblem = {
  /** Position of the edit, from 0. */
  edit: number
  reason: EditReason
  message: string
}

export type EditResult =
  | {
      text: string
      /** What changed, in places of the text it began with; everything outside is as it was. */
      splices: Splice[]
      problems?: undefined
    }
  | { problems: EditProblem[]; text?: undefined; splices?: undefined }

/**
 * Changes only what the edits ask for, the way the document writes such things. All or nothing: an edit that cannot be
 * made, or whose result would read differently from what was asked, is a problem and nothing changes.
 */
export function applyEdits(text: string, edits: readonly DocumentEdit[]): EditResult {
  const spliced = new SplicedText(text)
  const language = readLanguage(text)
  const problems: EditProblem[] = []
  for (const [index, edit] of edits.entries()) {
    try {
      applyEdit(spliced, edit, language)
    } catch (error) {
      if (!(error instanceof EditRefusal)) throw error
      problems.push({ edit: index, reason: error.reason, message: error.message })
    }
  }
  return problems.length > 0 ? { problems } : { text: spliced.text, splices: spliced.splices() }
}

function applyEdit(spliced: SplicedText, edit: DocumentEdit, language: 'de' | 'en'): void {
  const before = locate(spliced.text, language)
  let document = before
  for (const step of planEdit(edit)) {
    const splices = step(document).filter(({ start, end, insert }) => start < end || insert !== '')
    if (splices.length === 0) continue
    spliced.apply(splices)
    document = locate(spliced.text, language)
  }
  if (isDone(edit, document.content, before.content)) return
  throw new EditRefusal(
    'reads_differently',
    `The changed text would not say what "${edit.kind}" asked for.`,
  )
}

function locate(text: string, language: 'de' | 'en'): LocatedDocument {
  const located = locateDocument(text, language)
  if (!('reason' in located)) return located
  throw new EditRefusal('unreadable_text', 'The text is too large or its lists go too deep.')
}
