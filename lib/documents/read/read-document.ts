import type { DocumentContent } from '../schemas.ts'
import { maxDocumentBytes } from '../words.ts'
import { toPlain } from './fold.ts'
import { type DocumentFault, locateDocument } from './locate-document.ts'

/** Why a text cannot be read; null for every text that can. */
export function findDocumentFault(text: string): DocumentFault | null {
  const located = locateDocument(text)
  return 'reason' in located ? located : null
}

/**
 * Everything the portal understands of a Markdown text. Pure: never fetches, never runs, never throws. A text with a
 * fault is kept as it is and none of its lines is understood.
 */
export function readDocument(text: string): DocumentContent {
  const located = locateDocument(text)
  return 'reason' in located ? toUnread(text) : located.content
}

function toUnread(text: string): DocumentContent {
  const lines = text.slice(0, maxDocumentBytes).split(/\r\n|\n|\r/)
  const first = lines.find((line) => line.trim() !== '') ?? ''
  return {
    title: toPlain(first.slice(0, 200).replace(/^#+\s*/, '')),
    layout: 'free',
    record: null,
    spike: null,
    taskLists: [],
    testPlan: [],
    targets: [],
    runbooks: [],
    stages: [],
    settingNames: [],
    lines: lines.flatMap((line, index) =>
      line.trim() === '' ? [] : [{ from: index + 1, to: index + 1, as: null }],
    ),
  }
}
