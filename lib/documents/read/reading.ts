import type { Block, Inline, Item, Outline, Section, Span } from '#lib/markdown/index.ts'
import { readLanguage } from './numbers.ts'
import { type HeadingMeaning, readHeadingMeaning, toHeadingWords } from './vocabulary.ts'

/** An outline with what its sections are about, and notes of what each line was taken for. */
export class Reading {
  readonly outline: Outline
  readonly language: 'de' | 'en'
  readonly title: Section | null
  /** Own meaning of each section. */
  readonly own: readonly (HeadingMeaning | null)[]
  /** Meaning of each section, that of the one around it where it has none of its own. */
  readonly meanings: readonly (HeadingMeaning | null)[]
  readonly #taken = new Map<number, string>()

  constructor(outline: Outline, language = readLanguage(outline.text)) {
    this.outline = outline
    this.language = language
    this.title = findTitle(outline)
    this.own = outline.sections.map((section) =>
      section.heading && section !== this.title ? readHeadingMeaning(section.title) : null,
    )
    this.meanings = this.#inherit()
  }

  #inherit(): (HeadingMeaning | null)[] {
    const meanings: (HeadingMeaning | null)[] = []
    for (const section of this.outline.sections) {
      const parent = meanings[section.parent] ?? null
      meanings.push(this.own[section.index] ?? parent)
    }
    return meanings
  }

  /** Sections whose own heading says so, in order. */
  sectionsOf(...wanted: readonly HeadingMeaning[]): Section[] {
    return this.outline.sections.filter((section) => {
      const meaning = this.own[section.index]
      return meaning !== null && meaning !== undefined && wanted.includes(meaning)
    })
  }

  /** The section and those below it that are about nothing else. */
  withChildren(section: Section): Section[] {
    const meaning = this.meanings[section.index]
    return this.outline.sections.filter(
      (other) =>
        other === section ||
        (other.index > section.index &&
          other.start < section.end &&
          this.meanings[other.index] === meaning),
    )
  }

  lineAt(offset: number): number {
    return this.outline.lines.numberAt(offset)
  }

  toLines({ start, end }: Span): { from: number; to: number } {
    return { from: this.lineAt(start), to: this.lineAt(Math.max(start, end - 1)) }
  }

  /** Notes what the lines of a part were taken for. */
  take(span: Span, as: string): void {
    const { from, to } = this.toLines(span)
    for (let line = from; line <= to; line += 1) this.#taken.set(line, as)
  }

  takenAs(line: number): string | null {
    return this.#taken.get(line) ?? null
  }

  slice(span: Span): string {
    return this.outline.text.slice(span.start, span.end)
  }
}

function findTitle(outline: Outline): Section | null {
  const first = outline.sections.find(({ heading }) => heading !== null)
  if (!first) return null
  if (first.level === 1) return first
  return readHeadingMeaning(first.title) === null && toHeadingWords(first.title) !== ''
    ? first
    : null
}

/** Where the words of a section are: behind its heading, up to the next section that is about something else. */
export function toContentSpan(reading: Reading, section: Section): Span {
  const { text, sections } = reading.outline
  const meaning = reading.meanings[section.index]
  const other = sections.find(
    ({ index, start }) =>
      index > section.index && start < section.end && reading.meanings[index] !== meaning,
  )
  let start = section.heading ? section.body.start : section.start
  let end = other?.start ?? section.end
  const last = reading.outline.sections.findLast(
    (each) => each.start < end && each.start >= section.start,
  )
  const rule = last?.blocks.at(-1)
  if (rule?.kind === 'rule' && rule.end <= end) end = rule.start
  while (start < end && /\s/.test(text[start] ?? '')) start += 1
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1
  return { start, end }
}

/** The text of a part with ordinary line ends. */
export function toMarkdown(reading: Reading, span: Span): string {
  return reading.slice(span).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
}

/** Words of a section; null where it has none. */
export function toSectionText(reading: Reading, section: Section): string | null {
  const text = toMarkdown(reading, toContentSpan(reading, section))
  return text === '' ? null : text
}

/** Every item of the lists directly in some blocks. */
export function listItems(blocks: readonly Block[]): Item[] {
  return blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
}

/** Items and the items inside of them, in order. */
export function listDeepItems(blocks: readonly Block[]): Item[] {
  return listItems(blocks).flatMap((item) => [item, ...listDeepItems(item.blocks)])
}

/** The words an item begins with. */
export function firstWords(item: Item): readonly Inline[] {
  const first = item.blocks[0]
  return first?.kind === 'paragraph' ? first.inlines : []
}

/** Markdown of an item from an offset on, without the indentation of what it contains. */
export function toItemMarkdown(reading: Reading, item: Item, from: number): string {
  const end = item.end
  if (from >= end) return ''
  const lines = toMarkdown(reading, { start: from, end }).split('\n')
  const indent = new RegExp(`^[ \\t]{0,${item.contentIndent}}`)
  return lines
    .map((line, index) => (index === 0 ? line : line.replace(indent, '')))
    .join('\n')
    .trim()
}
