import type { Block, FrontMatterEntry, Inline, Item, Section, Span } from '#lib/markdown/index.ts'
import { fold } from './fold.ts'
import { splitInlineLines, splitLabel, toText } from './labels.ts'
import { firstWords, listItems, type Reading } from './reading.ts'
import { type FieldMeaning, readFieldMeaning } from './vocabulary.ts'

/** A piece of metadata and where it stands. */
export type Field = {
  meaning: FieldMeaning | null
  label: string
  /** Words of the value, without marks. */
  text: string
  /** Entries of a list in front matter or below a heading; null for words in one line. */
  values: readonly string[] | null
  home: 'front_matter' | 'bullet' | 'line' | 'row' | 'section'
  /** What a new value replaces. */
  value: Span
  /** All of it: the bullet, the line, the entry. */
  span: Span
  entry: FrontMatterEntry | null
  item: Item | null
}

const sectionFields = {
  status: 'status',
  deciders: 'deciders',
  consulted: 'consulted',
  informed: 'informed',
  subjects: 'subjects',
  supersedes: 'supersedes',
  superseded_by: 'superseded_by',
  time_box: 'time_box',
  review: 'review_on',
} as const

/** Metadata of a document: front matter, what stands before its first section, and sections that are one field. */
export function readFields(reading: Reading): Field[] {
  const { outline } = reading
  const front = (outline.frontMatter?.entries ?? []).map(toFrontMatterField)
  const second = outline.sections.findIndex(
    (section) => section.heading !== null && section !== reading.title,
  )
  const preamble = outline.sections.slice(0, second === -1 ? outline.sections.length : second)
  const inText = preamble.flatMap(({ blocks }) => blocks.flatMap(readBlockFields))
  return [...front, ...inText, ...readSectionFields(reading)]
}

function toFrontMatterField(entry: FrontMatterEntry): Field {
  return {
    meaning: readFieldMeaning(entry.name),
    label: entry.name,
    text: (entry.values ?? []).join(', '),
    values: entry.style === 'scalar' ? null : entry.values,
    home: 'front_matter',
    value: entry.value,
    span: entry.span,
    entry,
    item: null,
  }
}

/** `label: value` in bullets, lines of paragraphs and tables of two columns. */
export function readBlockFields(block: Block): Field[] {
  if (block.kind === 'list') return block.items.flatMap(readItemField)
  if (block.kind === 'paragraph') {
    return splitInlineLines(block.inlines).flatMap((line) => toField(line, 'line', null))
  }
  if (block.kind !== 'table' || block.header.length !== 2) return []
  const rows = [block.header, ...block.rows.map(({ cells }) => cells)]
  return rows.flatMap(([label, value]) => {
    if (!label || !value || readFieldMeaning(label.text) === null) return []
    const place = unwrap(value.inlines, value)
    const span = { start: label.start, end: value.end }
    const base = { meaning: readFieldMeaning(label.text), label: label.text, values: null }
    return [
      {
        ...base,
        text: value.text,
        home: 'row' as const,
        value: place,
        span,
        entry: null,
        item: null,
      },
    ]
  })
}

function readItemField(item: Item): Field[] {
  if (item.checkbox) return []
  const field = toField(splitInlineLines(firstWords(item))[0] ?? [], 'bullet', item)[0]
  if (!field) return []
  const inside = listItems(item.blocks).map((each) => toText(firstWords(each)))
  return [field.text === '' && inside.length > 0 ? { ...field, values: inside } : field]
}

function toField(line: readonly Inline[], home: 'bullet' | 'line', item: Item | null): Field[] {
  const labelled = splitLabel(line)
  if (!labelled) return []
  return [
    {
      meaning: readFieldMeaning(labelled.label),
      label: labelled.label,
      text: labelled.text,
      values: null,
      home,
      value: unwrap(labelled.inlines, labelled.value),
      span: { start: line[0]?.start ?? labelled.value.start, end: labelled.value.end },
      entry: null,
      item,
    },
  ]
}

/** Inside of the backticks or asterisks where they stand around the whole value. */
export function unwrap(inlines: readonly Inline[], span: Span): Span {
  const [first, ...rest] = inlines.filter(({ kind, text }) => kind !== 'text' || text !== ' ')
  if (first?.kind === 'code' && rest.length === 0) {
    const ticks = (first.end - first.start - first.text.length) / 2
    return Number.isInteger(ticks) && ticks > 0
      ? { start: first.start + ticks, end: first.end - ticks }
      : span
  }
  const last = rest.at(-1)
  const isWrapped =
    first?.text === '' && last?.text === '' && first.kind === 'text' && last.kind === 'text'
  if (!isWrapped || rest.length !== 2) return span
  return { start: first.end, end: last.start }
}

function readSectionFields(reading: Reading): Field[] {
  return reading.outline.sections.flatMap((section) => {
    const meaning = reading.own[section.index]
    if (!meaning || !(meaning in sectionFields)) return []
    return toSectionField(section, sectionFields[meaning as keyof typeof sectionFields])
  })
}

function toSectionField(section: Section, meaning: FieldMeaning): Field[] {
  const [block] = section.blocks
  const base = { label: section.title, home: 'section' as const, entry: null, item: null }
  if (block?.kind === 'list') {
    const values = block.items.map((item) => toText(firstWords(item)))
    const span = { start: block.start, end: block.end }
    return [{ ...base, meaning, text: values.join(', '), values, value: span, span }]
  }
  if (block?.kind !== 'paragraph') return []
  const lines = splitInlineLines(block.inlines)
  return lines.map((line, index) => {
    const span = { start: line[0]?.start ?? block.start, end: line.at(-1)?.end ?? block.end }
    const text = toText(line)
    const lead = index === 0 ? null : readLead(line)
    const value = lead ? { start: span.start + lead.length, end: span.end } : unwrap(line, span)
    const own = index === 0 ? meaning : (lead?.meaning ?? null)
    return { ...base, meaning: own, text, values: null, value, span }
  })
}

const leads: readonly (readonly [RegExp, FieldMeaning])[] = [
  [/^(?:super[sc]eded by|replaced by|ersetzt durch|abgel(?:ö|oe)st durch)\s+/i, 'superseded_by'],
  [/^(?:super[sc]edes|replaces|ersetzt|l(?:ö|oe)st ab)\s+/i, 'supersedes'],
  [/^(?:amends|amended by|clarifies|clarified by|relates(?: to)?)\s+/i, 'metadata'],
]

/** `Supersedes [1. Use MySQL](0001.md)` below a status, as adr-tools writes it. */
function readLead(line: readonly Inline[]): { meaning: FieldMeaning; length: number } | null {
  const words = line[0]?.kind === 'text' ? line[0].text : ''
  for (const [pattern, meaning] of leads) {
    const match = pattern.exec(words)
    if (match) return { meaning, length: match[0].length }
  }
  return null
}

export function findField(fields: readonly Field[], meaning: FieldMeaning): Field | null {
  const all = fields.filter((field) => field.meaning === meaning)
  return all.find(({ text, values }) => text !== '' || (values?.length ?? 0) > 0) ?? all[0] ?? null
}

/** Names of a field: entries of its list, or words between commas. */
export function toNames(field: Field | null): string[] {
  if (!field) return []
  const parts = field.values ?? splitNames(field.text)
  return parts.map((part) => part.trim()).filter((part) => part !== '' && !isNobody(part))
}

function splitNames(text: string): string[] {
  const inner = text.replace(/^\[(.*)\]$/, '$1')
  return inner.split(/\s*[,;]\s*|\s+(?:und|and)\s+/)
}

/** Words that stand where somebody is not named yet. */
export function isNobody(text: string): boolean {
  return /^(?:unassigned|nobody|none|n\/?a|tbd|todo|-+|–|\?+|niemand|keiner|offen|noch offen|unbekannt|\{.*\}|<.*>)$/.test(
    fold(text),
  )
}
