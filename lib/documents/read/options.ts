import type { Block, Heading, Item, Section, Span } from '#lib/markdown/index.ts'
import type { Option } from '../schemas.ts'
import { maxOptions } from '../words.ts'
import { fold, Keys, toKey, toPlain } from './fold.ts'
import { splitLabel, splitLead, toText } from './labels.ts'
import { firstWords, listItems, type Reading, toItemMarkdown, toMarkdown } from './reading.ts'

export type LocatedOption = {
  option: Option
  item: Item | null
  heading: Heading | null
  span: Span
  /** Of its title without the label. */
  titleSpan: Span | null
  /** Of its text where that stands in one piece; null where it does not. */
  textSpan: Span | null
  /** Other places that tell of it. */
  others: Span[]
}

const word = '(?:option|alternative|variante|variant|moeglichkeit|möglichkeit)'
const label = new RegExp(
  `^(?:${word}\\s+([A-Z]|\\d{1,2}|[IVX]{1,4})(?=$|[\\s.):–—-])\\s*[).:–—-]*|([A-Z]|\\d{1,2})(?:\\)|\\.(?!\\d)|:|\\s[–—-](?=\\s)))\\s*`,
  'iu',
)
export const optionHeading = new RegExp(
  `^${word}\\s+(?:[A-Z]|\\d{1,2}|[IVX]{1,4})(?=$|[\\s.):–—-])`,
  'i',
)

/** `A) Vercel` and `Option A: Vercel` taken apart. */
export function splitOptionLabel(text: string): {
  label: string | null
  title: string
  length: number
} {
  const match = label.exec(text)
  const found = match?.[1] ?? match?.[2]
  if (!match || !found || (match[2] && !/[A-Z\d]/.test(match[2]))) {
    return { label: null, title: text, length: 0 }
  }
  return { label: found.toUpperCase(), title: text.slice(match[0].length), length: match[0].length }
}

export function readOptions(reading: Reading): LocatedOption[] {
  const found: LocatedOption[] = []
  const keys = new Keys()
  for (const section of reading.sectionsOf('options')) {
    const inside = readOptionSections(reading, section)
    if (inside.length > 0) add(found, keys, inside)
    else add(found, keys, readOptionItems(reading, section))
  }
  for (const section of reading.sectionsOf('pros_cons')) {
    add(found, keys, readOptionSections(reading, section))
  }
  const free = reading.outline.sections.filter(
    (section) =>
      section !== reading.title &&
      !['options', 'pros_cons', 'outcome'].includes(reading.meanings[section.index] ?? '') &&
      optionHeading.test(toPlain(section.title)),
  )
  add(
    found,
    keys,
    free.map((section) => fromSection(reading, section)),
  )
  return found
}

/** One option told at two places is one: words, pros and cons come together. */
function add(found: LocatedOption[], keys: Keys, more: readonly LocatedOption[]): void {
  for (const located of more.slice(0, maxOptions)) {
    if (found.length >= maxOptions) return
    const known = found.find(({ option }) => isSame(option, located.option))
    if (known) {
      merge(known.option, located.option)
      known.others.push(located.span)
    } else {
      const { option } = located
      option.key = keys.next(option.label ?? option.title)
      found.push(located)
    }
  }
}

function isSame(a: Option, b: Option): boolean {
  if (a.label && b.label) return a.label === b.label
  return toKey(a.title) === toKey(b.title)
}

function merge(known: Option, more: Option): void {
  known.text = [known.text, more.text].filter((text) => text !== '').join('\n\n')
  known.pros.push(...more.pros)
  known.cons.push(...more.cons)
}

function readOptionItems(reading: Reading, section: Section): LocatedOption[] {
  return listItems(section.blocks)
    .slice(0, maxOptions)
    .flatMap((item) => {
      const words = toText(firstWords(item))
      if (words === '') return []
      reading.take(item, 'option')
      return [fromItem(reading, item, words)]
    })
}

function fromItem(reading: Reading, item: Item, words: string): LocatedOption {
  const inlines = firstWords(item)
  const whole = splitOptionLabel(words)
  const lead = splitLead(whole.length > 0 ? dropText(inlines, whole.length) : inlines)
  const own = splitOptionLabel(lead?.lead.replace(/:$/, '') ?? words)
  const found = whole.label ?? own.label
  const colon = lead ? null : splitLabel(inlines)
  const isLabelOnly = lead !== null && own.title === ''
  let title = lead ? own.title : whole.title
  let from = lead ? lead.behind : (item.blocks[0]?.end ?? item.end)
  if (isLabelOnly) {
    title = toPlain(words.slice(lead.lead.length).replace(/^\s*[:–—-]\s*/, ''))
    from = item.blocks[0]?.end ?? item.end
  } else if (
    colon &&
    colon.text !== '' &&
    !optionHeading.test(`${colon.label} `) &&
    colon.label.length > 1
  ) {
    title = splitOptionLabel(colon.label).title
    from = colon.value.start
  }
  const isBelow = /^[ \t]*[\r\n]/.test(
    reading.slice({ start: from, end: Math.max(from, item.end) }),
  )
  const markdown = toItemMarkdown(reading, item, from)
  const body = isBelow ? markdown : markdown.replace(/^\s*(?::|[–—]|-(?=\s))\s*/, '')
  const { pros, cons } = readArguments(item.blocks)
  const option: Option = {
    key: '',
    label: found,
    title: toPlain(title),
    text: body,
    pros,
    cons,
    lines: reading.toLines(item),
  }
  const start = findTextStart(reading, item, from, body)
  return {
    option,
    item,
    heading: null,
    span: item,
    titleSpan: findText(reading, item, option.title),
    textSpan: start === null ? null : { start, end: item.end },
    others: [],
  }
}

function findTextStart(reading: Reading, item: Item, from: number, body: string): number | null {
  const first = body.split('\n')[0] ?? ''
  const at = reading.slice({ start: from, end: item.end }).indexOf(first)
  return body === '' || at === -1 ? null : from + at
}

function dropText(inlines: ReturnType<typeof firstWords>, length: number) {
  let left = length
  return inlines.filter((inline) => {
    const isBefore = left >= inline.text.length && inline.text.trim() !== '' && left > 0
    left -= inline.text.length
    return !isBefore
  })
}

/** Where a title stands as written, for changing it in place. */
function findText(reading: Reading, span: Span, title: string): Span | null {
  const at = title === '' ? -1 : reading.slice(span).indexOf(title)
  return at === -1 ? null : { start: span.start + at, end: span.start + at + title.length }
}

function readOptionSections(reading: Reading, section: Section): LocatedOption[] {
  const below = reading.outline.sections.filter(
    (other) => other.parent === section.index && reading.own[other.index] === null,
  )
  return below.map((each) => fromSection(reading, each))
}

function fromSection(reading: Reading, section: Section): LocatedOption {
  const { label: found, title } = splitOptionLabel(toPlain(section.title))
  const span = { start: section.start, end: section.end }
  reading.take({ start: section.start, end: trimEnd(reading, section) }, 'option')
  const blocks = reading.outline.sections
    .filter(({ start, end }) => start >= section.start && end <= section.end)
    .flatMap((each) => each.blocks)
  const { pros, cons, others } = readArguments(blocks)
  const text = others.map((block) => toMarkdown(reading, block)).join('\n\n')
  const option: Option = {
    key: '',
    label: found,
    title: toPlain(title) || toPlain(section.title),
    text,
    pros,
    cons,
    lines: reading.toLines({ start: section.start, end: trimEnd(reading, section) }),
  }
  const heading = section.heading
  const titleSpan = heading ? findText(reading, heading.content, option.title) : null
  const first = blocks[0]
  const isInOnePiece = first !== undefined && others.length === blocks.length
  const textSpan = isInOnePiece ? { start: first.start, end: trimEnd(reading, section) } : null
  return { option, item: null, heading, span, titleSpan, textSpan, others: [] }
}

function trimEnd(reading: Reading, span: Span): number {
  let end = span.end
  while (end > span.start && /\s/.test(reading.outline.text[end - 1] ?? '')) end -= 1
  return end
}

const good =
  /^(?:good|gut|pro|pros|vorteil|vorteile|\+|✅|👍)(?:\s*,|\s*:|\s+because|\s+weil|\s+da\b|(?<=[+✅👍])\s)/u
const bad =
  /^(?:bad|schlecht|con|cons|contra|kontra|nachteil|nachteile|negativ|❌|👎|−)(?:\s*,|\s*:|\s+because|\s+weil|\s+da\b|(?<=[❌👎−])\s)/u
const goodGroup = /^(?:pros?|vorteile?|advantages?|positive?|dafuer|staerken|strengths)\s*:?$/
const badGroup =
  /^(?:cons?|contra|kontra|nachteile?|disadvantages?|drawbacks?|negative?|dagegen|schwaechen|weaknesses)\s*:?$/

/** What speaks for and against, and the blocks that say neither. */
export function readArguments(blocks: readonly Block[]) {
  const pros: string[] = []
  const cons: string[] = []
  const others: Block[] = []
  let group: string[] | null = null
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const words = fold(block.text)
      group = goodGroup.test(words) ? pros : badGroup.test(words) ? cons : null
      if (!group) others.push(block)
    } else if (block.kind === 'list') {
      const before = pros.length + cons.length
      readArgumentItems(block.items, group, pros, cons)
      if (pros.length + cons.length === before && !isNeutral(block.items)) others.push(block)
    } else others.push(block)
  }
  return { pros, cons, others }
}

function isNeutral(items: readonly Item[]): boolean {
  return items.every((item) => /^neutral\b/.test(fold(toText(firstWords(item)))))
}

function readArgumentItems(
  items: readonly Item[],
  group: string[] | null,
  pros: string[],
  cons: string[],
): void {
  for (const item of items) {
    const words = toText(firstWords(item))
    const folded = fold(words)
    const nested = goodGroup.test(folded) ? pros : badGroup.test(folded) ? cons : null
    if (nested) nested.push(...listItems(item.blocks).map((each) => toText(firstWords(each))))
    else if (good.test(folded)) pros.push(stripArgument(words))
    else if (bad.test(folded)) cons.push(stripArgument(words))
    else if (group) group.push(words)
  }
}

function stripArgument(words: string): string {
  return words.replace(/^(?:\p{L}+|[^\p{L}\s]+)\s*[,:]?\s*(?:because|weil|da)?\s*/iu, '').trim()
}
