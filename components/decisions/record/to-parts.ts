import type { DocumentContent } from '#lib/documents/schemas.ts'

/** A piece of the page, in the order of the text. Everything that has no view of its own stays text. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | {
      readonly kind: Widget
      readonly line: number
      /** Heading it stands below, where nothing is between them; null for the portal's own word. */
      readonly title: string | null
    }

export type Widget = 'options' | 'matrix' | 'open_questions' | 'follow_ups'

const widgets: Readonly<Record<string, Widget>> = {
  option: 'options',
  matrix: 'matrix',
  open_question: 'open_questions',
  follow_up: 'follow_ups',
}

/** Said by the head of the page. */
const inHead = new Set([
  'title',
  'metadata',
  'status',
  'number',
  'recorded_on',
  'decided_on',
  'review_on',
  'deciders',
  'consulted',
  'informed',
  'owner',
  'supersedes',
  'superseded_by',
  'subjects',
])

/** Cuts a text into what has a view of its own and what is shown as it stands; no line is lost. */
export function toParts(text: string, lines: DocumentContent['lines']): readonly Part[] {
  const meanings = new Map<number, string | null>()
  for (const { from, to, as } of lines) {
    for (let line = from; line <= to; line += 1) meanings.set(line, as)
  }
  const hasMatrix = lines.some(({ as }) => as === 'matrix')
  const parts: Part[] = []
  const shown = new Set<Widget>()
  let words: string[] = []
  let from = 1
  const flush = () => {
    if (words.some((line) => line.trim() !== '')) {
      parts.push({ kind: 'text', text: words.join('\n'), line: from })
    }
    words = []
  }
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const as = meanings.get(index + 1) ?? null
    const widget = toWidget(as, line, hasMatrix)
    if (widget === null) {
      if (as !== null && inHead.has(as)) continue
      if (words.length === 0) from = index + 1
      words.push(line)
    } else if (!shown.has(widget)) {
      shown.add(widget)
      const title = takeHeading(words)
      flush()
      parts.push({ kind: widget, line: index + 1, title })
    } else takeHeading(words)
  }
  flush()
  return parts
}

/** Criteria of a table are its rows; those of a list have the table of the portal in their place. */
function toWidget(as: string | null, line: string, hasMatrix: boolean): Widget | null {
  if (as === 'criterion') return !hasMatrix || line.includes('|') ? 'matrix' : null
  return as === null ? null : (widgets[as] ?? null)
}

/** Takes off the end the heading that a view has in its own frame. */
function takeHeading(words: string[]): string | null {
  const at = words.findLastIndex((line) => line.trim() !== '')
  const [, title] = /^ {0,3}#{1,6}\s+(.*?)[\s#]*$/.exec(words[at] ?? '') ?? []
  if (title === undefined) return null
  words.length = at
  return title
}
