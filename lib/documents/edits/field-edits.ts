import type { Splice } from '#lib/markdown/index.ts'
import { type Field, findField } from '../read/fields.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import { escapeInline, toYamlFlow, toYamlScalar } from './escape.ts'
import { fieldOrder, isWrittenField, type WrittenField, writtenFields } from './names.ts'
import { insertBlock, lineEndingOf, toWholeLines } from './places.ts'
import { EditRefusal } from './refusal.ts'

const isoDay = /\d{4}-\d{2}-\d{2}/

/** Writes a field the way the document writes its metadata; without values it goes. */
export function setField(
  document: LocatedDocument,
  meaning: WrittenField,
  values: readonly string[],
): Splice[] {
  const field = findField(document.fields, meaning)
  if (field && values.length === 0) return removeField(document, field)
  if (field) return [changeField(document, field, values)]
  return values.length === 0 ? [] : [addField(document, meaning, values)]
}

function changeField(document: LocatedDocument, field: Field, values: readonly string[]): Splice {
  if (field.home === 'front_matter') return changeEntry(document, field, values)
  const { text } = document.reading.outline
  const old = text.slice(field.value.start, field.value.end)
  const day = isoDay.exec(old)
  if (day && values.length === 1 && isoDay.test(values[0] ?? '')) {
    const start = field.value.start + day.index
    return { start, end: start + day[0].length, insert: values[0] ?? '' }
  }
  const isCode = text[field.value.start - 1] === '`' && text[field.value.end] === '`'
  const joined = values.map((value) => (isCode ? value : escapeInline(value))).join(', ')
  if (field.values && field.home !== 'row') return changeBullets(document, field, values)
  const needsSpace = old === '' && /[^\s]/.test(text[field.value.start - 1] ?? ' ')
  return { ...field.value, insert: needsSpace ? ` ${joined}` : joined }
}

/** A list below a heading or below a bullet stays a list. */
function changeBullets(document: LocatedDocument, field: Field, values: readonly string[]): Splice {
  const { text } = document.reading.outline
  const joined = values.map(escapeInline)
  if (field.home === 'bullet' && field.item) {
    const label = text.slice(field.span.start, field.span.end)
    return {
      start: field.span.start,
      end: field.item.end,
      insert: `${label.trimEnd()} ${joined.join(', ')}`,
    }
  }
  const marker = /^[-+*]/.exec(text.slice(field.span.start))?.[0] ?? '-'
  return {
    ...field.span,
    insert: joined.map((value) => `${marker} ${value}`).join(lineEndingOf(document)),
  }
}

function changeEntry(document: LocatedDocument, field: Field, values: readonly string[]): Splice {
  const entry = field.entry
  if (!entry) return { ...field.value, insert: '' }
  const isEmpty = field.value.start === field.value.end
  if (entry.style === 'block') {
    const joint = lineEndingOf(document) + ' '.repeat(entry.indent)
    return { ...field.value, insert: values.map((value) => `- ${toYamlScalar(value)}`).join(joint) }
  }
  const scalar = toYamlScalar(values.join(', '))
  const insert =
    entry.style === 'flow' ? toYamlFlow(values) : keepQuotes(document, field, values, scalar)
  return { ...field.value, insert: isEmpty ? ` ${insert}` : insert }
}

function keepQuotes(
  document: LocatedDocument,
  field: Field,
  values: readonly string[],
  scalar: string,
): string {
  const old = document.reading.slice(field.value)
  const joined = values.join(', ')
  if (/^".*"$/.test(old)) return JSON.stringify(joined)
  return /^'.*'$/.test(old) ? `'${joined.replaceAll("'", "''")}'` : scalar
}

function removeField(document: LocatedDocument, field: Field): Splice[] {
  const { text } = document.reading.outline
  if (field.home === 'section') return [{ ...field.span, insert: '' }]
  if (field.home === 'front_matter' || field.home === 'row') {
    return [{ ...toWholeLines(text, field.span), insert: '' }]
  }
  return [{ ...toWholeLines(text, field.item ?? field.span), insert: '' }]
}

function addField(
  document: LocatedDocument,
  meaning: WrittenField,
  values: readonly string[],
): Splice {
  const { frontMatter } = document.reading.outline
  if (frontMatter?.isBroken) {
    throw new EditRefusal('broken_front_matter', 'The front matter is not YAML that can be read.')
  }
  if (frontMatter) return addEntry(document, meaning, values)
  const home = (['row', 'bullet', 'line'] as const).find(
    (each) => fieldsAt(document, each).length > 0,
  )
  return home ? addBeside(document, home, meaning, values) : addFirst(document, meaning, values)
}

function fieldsAt(document: LocatedDocument, home: Field['home']): Field[] {
  return document.fields.filter((field) => field.home === home && field.meaning !== null)
}

const lists: ReadonlySet<WrittenField> = new Set([
  'deciders',
  'consulted',
  'informed',
  'supersedes',
  'superseded_by',
  'subjects',
])

function addEntry(
  document: LocatedDocument,
  meaning: WrittenField,
  values: readonly string[],
): Splice {
  const { outline } = document.reading
  const value = lists.has(meaning) ? toYamlFlow(values) : toYamlScalar(values.join(', '))
  const line = `${writtenFields[meaning].key}: ${value}${outline.lineEnding}`
  const { before, behind } = findNeighbours(fieldsAt(document, 'front_matter'), meaning)
  const at = before
    ? toWholeLines(outline.text, before.span).end
    : behind
      ? toWholeLines(outline.text, behind.span).start
      : (outline.frontMatter?.content.end ?? 0)
  return { start: at, end: at, insert: line }
}

/** The last field that stands before in the order of fields, else the first that stands behind. */
function findNeighbours(fields: readonly Field[], meaning: WrittenField) {
  const rank = fieldOrder.indexOf(meaning)
  const rankOf = (field: Field) =>
    isWrittenField(field.meaning) ? fieldOrder.indexOf(field.meaning) : -1
  return {
    before: fields.findLast((field) => rankOf(field) < rank && rankOf(field) !== -1),
    behind: fields.find((field) => rankOf(field) > rank),
  }
}

function addBeside(
  document: LocatedDocument,
  home: 'row' | 'bullet' | 'line',
  meaning: WrittenField,
  values: readonly string[],
): Splice {
  const { text, lineEnding } = document.reading.outline
  const fields = fieldsAt(document, home)
  const { before, behind } = findNeighbours(fields, meaning)
  const near = before ?? behind ?? (fields.at(-1) as Field)
  const lines = toWholeLines(text, near.item ?? near.span)
  const line = toLine(document, near, home, meaning, values)
  if (!before && behind) return { start: lines.start, end: lines.start, insert: line + lineEnding }
  const isEnded = /[\n\r]$/.test(text.slice(lines.start, lines.end))
  return {
    start: lines.end,
    end: lines.end,
    insert: isEnded ? line + lineEnding : lineEnding + line,
  }
}

/** The new line in the manner of one beside it: its marker, its bold label, its hard break. */
function toLine(
  document: LocatedDocument,
  near: Field,
  home: 'row' | 'bullet' | 'line',
  meaning: WrittenField,
  values: readonly string[],
): string {
  const { text } = document.reading.outline
  const lines = toWholeLines(text, near.span)
  const old = text.slice(lines.start, lines.end).replace(/[\r\n]+$/, '')
  const label = writtenFields[meaning][document.reading.language]
  const value = values.map(escapeInline).join(', ')
  if (home === 'row') return `| ${label} | ${value} |`
  const indent = /^\s*(?:[-+*]\s+|\d+[.)]\s+)?/.exec(old)?.[0] ?? ''
  const rest = old.slice(indent.length)
  const named = /^\*\*[^*]+:\*\*/.test(rest)
    ? `**${label}:**`
    : /^\*\*[^*]+\*\*:/.test(rest)
      ? `**${label}**:`
      : `${label}:`
  const ending = home === 'line' ? (/(?: {2,}|\\)$/.exec(old)?.[0] ?? '') : ''
  return `${home === 'bullet' ? indent : ''}${named} ${value}${ending}`
}

/** The first metadata of a document: bullets below its title. */
function addFirst(
  document: LocatedDocument,
  meaning: WrittenField,
  values: readonly string[],
): Splice {
  const { reading } = document
  const { outline } = reading
  const label = writtenFields[meaning][reading.language]
  const bullet = `- ${label}: ${values.map(escapeInline).join(', ')}`
  const at = reading.title?.body.start ?? outline.sections[0]?.start ?? 0
  return insertBlock(document, at, bullet)
}
