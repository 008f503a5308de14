import type { Block, Fence, Heading, Item, List, Quote } from './blocks.ts'
import type { Segment } from './inline.ts'
import type { Line } from './lines.ts'
import { isBlankLine, measureIndent, stripIndent } from './lines.ts'
import {
  findHtmlEnd,
  isDelimiterRow,
  isLazyContinuation,
  isRule,
  matchFence,
  matchHeading,
  matchMarker,
  startsBlock,
} from './marks.ts'
import { readTable, splitCells } from './tables.ts'
import { type Source, toWords } from './words.ts'

/** Lists and quotes inside of each other that are read; what goes deeper is refused as a whole. */
export const maxNesting = 24

export class NestingError extends Error {
  readonly line: number

  constructor(line: number) {
    super(`Lists and quotes go deeper than ${maxNesting} levels in line ${line}`)
    this.line = line
  }
}

/**
 * Reads blocks as CommonMark and GFM say, in time linear in the text for a given depth. Positions are what matters
 * here; the words inside are read by `readInlines`.
 */
export function parseBlocks(source: Source, lines: readonly Line[], depth = 0): Block[] {
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]
    if (!line || isBlankLine(source.text, line)) {
      at += 1
      continue
    }
    if (depth > maxNesting) throw new NestingError(line.number)
    const { block, next } = parseBlock(source, lines, at, depth)
    blocks.push(block)
    at = Math.max(next, at + 1)
  }
  return blocks
}

type Parsed<B extends Block = Block> = { block: B; next: number }

function parseBlock(source: Source, lines: readonly Line[], at: number, depth: number): Parsed {
  const { text } = source
  const line = lines[at] as Line
  const { columns, offset } = measureIndent(text, line)
  if (columns >= 4 && !line.isLazy) return parseCode(text, lines, at)
  if (line.isLazy) return parseParagraph(source, lines, at)
  if (matchFence(text, line)) return parseFence(text, lines, at)
  const heading = parseHeading(source, line)
  if (heading) return { block: heading, next: at + 1 }
  if (isRule(text, line)) {
    return { block: { kind: 'rule', start: offset, end: line.end }, next: at + 1 }
  }
  if (text[offset] === '>') return parseQuote(source, lines, at, depth)
  if (matchMarker(text, line)) return parseList(source, lines, at, depth)
  const htmlEnd = findHtmlEnd(text, lines, at, false)
  if (htmlEnd !== null) {
    const end = lines[htmlEnd - 1]?.end ?? line.end
    return { block: { kind: 'html', start: offset, end }, next: htmlEnd }
  }
  return parseParagraph(source, lines, at)
}

function parseCode(text: string, lines: readonly Line[], at: number): Parsed {
  let next = at + 1
  let last = at
  while (next < lines.length) {
    const line = lines[next] as Line
    if (!isBlankLine(text, line)) {
      if (line.isLazy || measureIndent(text, line).columns < 4) break
      last = next
    }
    next += 1
  }
  const start = (lines[at] as Line).start
  return { block: { kind: 'code', start, end: (lines[last] as Line).end }, next: last + 1 }
}

function parseFence(text: string, lines: readonly Line[], at: number): Parsed<Fence> {
  const line = lines[at] as Line
  const open = matchFence(text, line)
  const indent = measureIndent(text, line)
  const values: string[] = []
  let next = at + 1
  let isClosed = false
  while (next < lines.length && !isClosed) {
    const candidate = lines[next] as Line
    const close = matchFence(text, candidate)
    isClosed =
      close?.char === open?.char &&
      (close?.length ?? 0) >= (open?.length ?? 0) &&
      close?.info === ''
    if (!isClosed) {
      const inner = stripIndent(text, candidate, indent.columns)
      values.push(' '.repeat(inner.pad) + text.slice(inner.start, inner.end))
    }
    next += 1
  }
  const end = lines[next - 1]?.end ?? line.end
  const value = values.map((each) => `${each}\n`).join('')
  const block: Fence = {
    kind: 'fence',
    start: indent.offset,
    end,
    info: open?.info ?? '',
    value,
    isClosed,
  }
  return { block, next }
}

function parseHeading(source: Source, line: Line): Heading | null {
  const match = matchHeading(source.text, line)
  if (!match) return null
  const content = toWords(source, [{ start: match.start, end: match.end }])
  const { offset } = measureIndent(source.text, line)
  return {
    kind: 'heading',
    start: offset,
    end: line.end,
    level: match.level,
    content,
    isSetext: false,
  }
}

function parseParagraph(source: Source, lines: readonly Line[], at: number): Parsed {
  const { text } = source
  const segments: Segment[] = []
  let next = at
  while (next < lines.length) {
    const line = lines[next] as Line
    if (isBlankLine(text, line)) break
    const { offset, columns } = measureIndent(text, line)
    if (next > at && !line.isLazy) {
      const underline = columns < 4 && /^(=+|-+)[ \t]*$/.exec(text.slice(offset, line.end))
      if (underline) {
        return { block: toSetext(source, segments, line, underline[0]), next: next + 1 }
      }
      if (startsBlock(text, lines, next)) break
    }
    if (!line.isLazy && isTableAt(source, lines, next)) {
      if (next === at) return readTable(source, lines, at)
      break
    }
    segments.push({ start: offset, end: line.end })
    next += 1
  }
  return { block: { kind: 'paragraph', ...toWords(source, segments) }, next }
}

function isTableAt(source: Source, lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line
  const after = lines[at + 1]
  if (!after || !isDelimiterRow(source.text, line, after)) return false
  return splitCells(source, after).length === splitCells(source, line).length
}

function toSetext(source: Source, segments: readonly Segment[], line: Line, underline: string) {
  const content = toWords(source, segments)
  const level = underline.startsWith('=') ? 1 : 2
  const heading: Heading = {
    kind: 'heading',
    start: content.start,
    end: line.end,
    level,
    content,
    isSetext: true,
  }
  return heading
}

function parseQuote(
  source: Source,
  lines: readonly Line[],
  at: number,
  depth: number,
): Parsed<Quote> {
  const { text } = source
  const inner: Line[] = []
  let next = at
  while (next < lines.length) {
    const line = lines[next] as Line
    const { columns, offset } = measureIndent(text, line)
    if (columns < 4 && text[offset] === '>' && !line.isLazy) {
      const rest = { ...line, start: offset + 1, column: line.column + columns + 1, pad: 0 }
      inner.push(stripIndent(text, rest, 1))
    } else if (isLazyContinuation(text, lines, next, inner)) {
      inner.push(line.isLazy ? line : { ...line, isLazy: true })
    } else break
    next += 1
  }
  const blocks = parseBlocks(source, inner, depth + 1)
  const start = measureIndent(text, lines[at] as Line).offset
  return { block: { kind: 'quote', start, end: inner.at(-1)?.end ?? start, blocks }, next }
}

function parseList(
  source: Source,
  lines: readonly Line[],
  at: number,
  depth: number,
): Parsed<List> {
  const first = matchMarker(source.text, lines[at] as Line)
  const items: Item[] = []
  let next = at
  while (next < lines.length) {
    let from = next
    while (from < lines.length && isBlankLine(source.text, lines[from] as Line)) from += 1
    const line = lines[from]
    const marker = line && !line.isLazy ? matchMarker(source.text, line) : null
    if (!line || !marker || marker.type !== first?.type || isRule(source.text, line)) break
    const parsed = parseItem(source, lines, from, depth)
    items.push(parsed.item)
    next = parsed.next
  }
  const start = items[0]?.start ?? 0
  const block: List = {
    kind: 'list',
    start,
    end: items.at(-1)?.end ?? start,
    isOrdered: first?.isOrdered ?? false,
    items,
  }
  return { block, next }
}

function parseItem(source: Source, lines: readonly Line[], at: number, depth: number) {
  const { text } = source
  const line = lines[at] as Line
  const indent = measureIndent(text, line)
  const marker = matchMarker(text, line)?.text ?? '-'
  const { inner, contentIndent } = enterItem(text, line, marker)
  const taken: Line[] = [inner]
  let next = at + 1
  let last = 0
  while (next < lines.length) {
    const candidate = lines[next] as Line
    if (isBlankLine(text, candidate)) {
      if (taken.length === 1 && isBlankLine(text, inner)) break
      taken.push(stripIndent(text, candidate, contentIndent))
    } else if (!candidate.isLazy && measureIndent(text, candidate).columns >= contentIndent) {
      taken.push(stripIndent(text, candidate, contentIndent))
      last = taken.length - 1
    } else if (isLazyContinuation(text, lines, next, taken)) {
      taken.push(candidate.isLazy ? candidate : { ...candidate, isLazy: true })
      last = taken.length - 1
    } else break
    next += 1
  }
  const own = taken.slice(0, last + 1)
  const checkbox = readCheckbox(text, inner)
  if (checkbox) own[0] = skipCheckbox(text, inner, checkbox.offset)
  const item: Item = {
    kind: 'item',
    start: indent.offset,
    end: own.at(-1)?.end ?? line.end,
    marker,
    indent: indent.columns,
    contentIndent,
    checkbox,
    contentStart: measureIndent(text, own[0] as Line).offset,
    blocks: parseBlocks(source, own, depth + 1),
  }
  return { item, next: at + last + 1 }
}

/** The item's first line behind its marker, and the column its content begins at. */
function enterItem(text: string, line: Line, marker: string) {
  const { columns, offset } = measureIndent(text, line)
  const behind: Line = {
    ...line,
    start: offset + marker.length,
    column: line.column + line.pad + columns - line.pad + marker.length,
    pad: 0,
  }
  const space = measureIndent(text, behind)
  const isEmpty = space.offset >= line.end
  const width = isEmpty || space.columns > 4 ? 1 : space.columns
  return {
    inner: stripIndent(text, behind, width),
    contentIndent: columns + marker.length + width,
  }
}

function readCheckbox(text: string, line: Line): Item['checkbox'] {
  const { offset, columns } = measureIndent(text, line)
  const match = columns < 4 && /^\[([ xX\t])\](?=[ \t]+\S)/.exec(text.slice(offset, line.end))
  return match ? { offset: offset + 1, isTicked: match[1]?.toLowerCase() === 'x' } : null
}

function skipCheckbox(text: string, line: Line, offset: number): Line {
  const column = line.column + (offset + 2 - line.start)
  const behind = { ...line, start: offset + 2, column, pad: 0 }
  return stripIndent(text, behind, measureIndent(text, behind).columns)
}
