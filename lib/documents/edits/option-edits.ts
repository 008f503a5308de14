import type { Splice } from '#lib/markdown/index.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import type { LocatedOption } from '../read/options.ts'
import { escapeInline, withLineEnding } from './escape.ts'
import {
  appendToSection,
  insertBlock,
  insertSection,
  lineEndingOf,
  toWholeLines,
} from './places.ts'
import { EditRefusal } from './refusal.ts'
import { columnSpans } from './rows.ts'
import { addItemBehind } from './task-edits.ts'

export function findOption(document: LocatedDocument, key: string): LocatedOption {
  const found = document.record.options.find(({ option }) => option.key === key)
  if (!found) throw new EditRefusal('option_not_found', `There is no option "${key}".`)
  return found
}

/** Adds an option the way the others are written. */
export function addOption(
  document: LocatedDocument,
  title: string,
  text: string | undefined,
): Splice[] {
  const { options } = document.record
  const label = nextLabel(options)
  const last = options.findLast(({ item, heading }) => item !== null || heading !== null)
  const name = escapeInline(title)
  if (last?.item) {
    const own = document.reading.slice({ start: last.item.contentStart, end: last.item.end })
    return [addItemBehind(document, last.item, toItemWords(own, label, name, text))]
  }
  if (last?.heading) {
    const word = /^(?:Option|Alternative|Variante|Variant)\b/i.exec(last.heading.content.text)?.[0]
    const lead = label ? (word ? `${word} ${label}: ` : `${label}) `) : ''
    const heading = `${'#'.repeat(last.heading.level)} ${lead}${name}`
    return [insertBlock(document, last.span.end, text ? `${heading}\n\n${text}` : heading)]
  }
  const bullet = `- ${text ? `**${name}**: ${text}` : name}`
  const [section] = document.reading.sectionsOf('options')
  return [
    section
      ? appendToSection(document, section, bullet)
      : insertSection(document, 'options', bullet),
  ]
}

function toItemWords(
  own: string,
  label: string | null,
  name: string,
  text: string | undefined,
): string {
  const isStrong = own.startsWith('**') || own.startsWith('__')
  const form =
    /^(?:\*\*|__)?((?:Option|Alternative|Variante|Variant)\s+)?(?:[A-Z]|\d{1,2})([).:])/i.exec(own)
  const lead = label && form ? `${form[1] ?? ''}${label}${form[2]} ` : label ? `${label}) ` : ''
  const head = isStrong || text ? `**${lead}${name}**` : `${lead}${name}`
  return text ? `${head}: ${text}` : head
}

function nextLabel(options: readonly LocatedOption[]): string | null {
  const labels = options.flatMap(({ option }) => option.label ?? [])
  const last = labels.at(-1)
  if (!last) return null
  if (/^\d+$/.test(last)) return String(Math.max(...labels.map(Number).filter(Number.isFinite)) + 1)
  const letters = labels.filter((label) => /^[A-Y]$/.test(label)).toSorted()
  const highest = letters.at(-1)
  return highest ? String.fromCharCode(highest.charCodeAt(0) + 1) : null
}

/** Changes the title wherever the option is told by it, or its text. */
export function changeOption(
  document: LocatedDocument,
  key: string,
  change: { title?: string; text?: string },
): Splice[] {
  const located = findOption(document, key)
  const splices: Splice[] = []
  if (change.title !== undefined && change.title !== located.option.title) {
    if (!located.titleSpan) {
      throw new EditRefusal('not_in_one_place', `The title of "${key}" cannot be told apart.`)
    }
    splices.push({ ...located.titleSpan, insert: escapeInline(change.title) })
    splices.push(...renameElsewhere(document, located, change.title))
  }
  if (change.text !== undefined && change.text.trim() !== located.option.text) {
    splices.push(changeText(document, located, change.text))
  }
  return splices
}

function renameElsewhere(
  document: LocatedDocument,
  located: LocatedOption,
  title: string,
): Splice[] {
  const places = [
    ...located.others,
    ...columnSpans(document, located.option.key).filter(
      (span) => span.start !== located.span.start,
    ),
  ]
  return places.flatMap((span) => {
    const at = document.reading.slice(span).indexOf(located.option.title)
    if (at === -1) return []
    const start = span.start + at
    return [{ start, end: start + located.option.title.length, insert: escapeInline(title) }]
  })
}

function changeText(document: LocatedDocument, located: LocatedOption, text: string): Splice {
  const { textSpan, item, heading, option } = located
  if (located.others.length > 0 && option.text !== '') {
    throw new EditRefusal('not_in_one_place', `"${option.title}" is told at several places.`)
  }
  const indent = ' '.repeat(item?.contentIndent ?? 0)
  const lines = text.trim().split(/\r\n|\n|\r/)
  const body = withLineEnding(
    lines.map((line, index) => (index === 0 || line === '' ? line : indent + line)).join('\n'),
    lineEndingOf(document),
  )
  if (textSpan) return { ...textSpan, insert: body }
  if (option.text !== '') {
    throw new EditRefusal('not_in_one_place', `The text of "${option.title}" is not in one piece.`)
  }
  if (heading) return insertBlock(document, heading.end, body)
  const end = item?.blocks[0]?.end
  if (end === undefined)
    throw new EditRefusal('not_in_one_place', `"${option.title}" has no place for a text.`)
  return { start: end, end, insert: `: ${body}` }
}

/** Takes an option out wherever it is told: its bullet, its sections, its column. */
export function removeOption(document: LocatedDocument, key: string): Splice[] {
  const located = findOption(document, key)
  const { text } = document.reading.outline
  const isPlace = located.item !== null || located.heading !== null
  const spans = [...(isPlace ? [located.span] : []), ...located.others]
  const removed = spans.map((span) => ({ ...toWholeLines(text, trimmed(text, span)), insert: '' }))
  const columns = columnSpans(document, key, 'with_bar').map((span) => ({ ...span, insert: '' }))
  return [...removed, ...columns]
}

function trimmed(text: string, span: { start: number; end: number }) {
  let end = span.end
  while (end > span.start && /\s/.test(text[end - 1] ?? '')) end -= 1
  return { start: span.start, end }
}
