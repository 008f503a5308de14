import type { Line } from './lines.ts'
import { isBlankLine, measureIndent } from './lines.ts'

/** What a line begins with. Each asks for at most three columns of indentation, as CommonMark does. */
function startOf(text: string, line: Line): string | null {
  const { columns, offset } = measureIndent(text, line)
  return columns < 4 ? text.slice(offset, line.end) : null
}

export function matchFence(
  text: string,
  line: Line,
): { char: string; length: number; info: string } | null {
  const { columns, offset } = measureIndent(text, line)
  const char = text[offset]
  if (columns >= 4 || (char !== '`' && char !== '~')) return null
  let end = offset
  while (text[end] === char && end < line.end) end += 1
  const info = text.slice(end, line.end).trim()
  if (end - offset < 3 || (char === '`' && info.includes('`'))) return null
  return { char, length: end - offset, info }
}

export function matchHeading(
  text: string,
  line: Line,
): { level: number; start: number; end: number } | null {
  const { columns, offset } = measureIndent(text, line)
  if (columns >= 4 || text[offset] !== '#') return null
  let start = offset
  while (text[start] === '#' && start < line.end) start += 1
  const level = start - offset
  if (level > 6 || (start < line.end && !/[ \t]/.test(text[start] ?? ''))) return null
  while (start < line.end && /[ \t]/.test(text[start] ?? '')) start += 1
  let end = trimEnd(text, start, line.end)
  let hashes = end
  while (hashes > start && text[hashes - 1] === '#') hashes -= 1
  if (hashes < end && (hashes === start || /[ \t]/.test(text[hashes - 1] ?? ''))) {
    end = trimEnd(text, start, hashes)
  }
  return { level, start, end }
}

function trimEnd(text: string, start: number, end: number): number {
  let to = end
  while (to > start && /[ \t]/.test(text[to - 1] ?? '')) to -= 1
  return to
}

export function isRule(text: string, line: Line): boolean {
  const { columns, offset } = measureIndent(text, line)
  const char = text[offset]
  if (columns >= 4 || (char !== '-' && char !== '*' && char !== '_')) return false
  let count = 0
  for (let at = offset; at < line.end; at += 1) {
    if (text[at] === char) count += 1
    else if (text[at] !== ' ' && text[at] !== '\t') return false
  }
  return count >= 3
}

export function matchMarker(
  text: string,
  line: Line,
): { text: string; type: string; isOrdered: boolean } | null {
  const { columns, offset } = measureIndent(text, line)
  if (columns >= 4 || !'-+*0123456789'.includes(text[offset] ?? ' ')) return null
  const match = /^([-+*]|\d{1,9}[.)])(?=[ \t]|$)/.exec(
    text.slice(offset, Math.min(line.end, offset + 11)),
  )
  const marker = match?.[1]
  if (!marker) return null
  const isOrdered = marker.length > 1
  return { text: marker, type: marker.slice(-1), isOrdered }
}

const htmlBlock =
  /^<(?:!--|\?|![A-Za-z]|!\[CDATA\[|\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t>]|\/>|$)|(?:script|pre|style|textarea)(?:[ \t>]|$))/i
const htmlAlone = /^<\/?[a-zA-Z][a-zA-Z0-9-]*(?:[ \t]+[a-zA-Z_:][^<>]*)?\/?>[ \t]*$/

/** Number of the line behind a block of HTML that begins at `at`; null when none does. */
export function findHtmlEnd(
  text: string,
  lines: readonly Line[],
  at: number,
  interrupts: boolean,
): number | null {
  const start = startOf(text, lines[at] as Line)
  if (!start?.startsWith('<')) return null
  if (!htmlBlock.test(start) && (interrupts || !htmlAlone.test(start))) return null
  const close = toHtmlClose(start)
  let next = at
  while (next < lines.length) {
    const line = lines[next] as Line
    if (close === null && isBlankLine(text, line)) return next
    if (line.isLazy && next > at) return next
    const from =
      next === at && start.startsWith('<!--') ? measureIndent(text, line).offset + 4 : line.start
    next += 1
    if (close?.test(text.slice(from, line.end))) return next
  }
  return next
}

function toHtmlClose(start: string): RegExp | null {
  if (start.startsWith('<!--')) return /-->/
  if (start.startsWith('<?')) return /\?>/
  if (/^<!\[CDATA\[/.test(start)) return /\]\]>/
  if (/^<![A-Za-z]/.test(start)) return />/
  return /^<(?:script|pre|style|textarea)\b/i.test(start)
    ? /<\/(?:script|pre|style|textarea)>/i
    : null
}

const blockStarts = '>#`~-_*+<0123456789'

/** Whether the line ends a paragraph that is open before it. */
export function startsBlock(text: string, lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line
  const { offset } = measureIndent(text, line)
  if (!blockStarts.includes(text[offset] ?? ' ')) return false
  const start = startOf(text, line)
  if (start === null) return false
  if (start.startsWith('>') || matchHeading(text, line) || matchFence(text, line)) return true
  if (isRule(text, line) || findHtmlStart(start)) return true
  const marker = matchMarker(text, line)
  if (!marker || start.slice(marker.text.length).trim() === '') return false
  return !marker.isOrdered || marker.text.slice(0, -1) === '1'
}

function findHtmlStart(start: string): boolean {
  return start.startsWith('<') && htmlBlock.test(start)
}

/** Whether a line without the marks of its container goes on with the paragraph that ends `taken`. */
export function isLazyContinuation(
  text: string,
  lines: readonly Line[],
  at: number,
  taken: readonly Line[],
): boolean {
  const line = lines[at] as Line
  const before = taken.at(-1)
  if (!before) return false
  if (!line.isLazy && (isBlankLine(text, line) || startsBlockOrItem(text, lines, at))) return false
  return before.isLazy || isParagraphOpen(text, before, taken)
}

function startsBlockOrItem(text: string, lines: readonly Line[], at: number): boolean {
  return startsBlock(text, lines, at) || matchMarker(text, lines[at] as Line) !== null
}

/** Whether the words at the end of a line belong to a paragraph, behind all marks of containers. */
function isParagraphOpen(text: string, line: Line, taken: readonly Line[]): boolean {
  let rest = text.slice(line.start, line.end)
  for (let depth = 0; depth < 64; depth += 1) {
    const inner = rest.replace(/^[ \t]{0,3}(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))[ \t]?/, '')
    if (inner === rest) break
    rest = inner
  }
  if (rest.trim() === '' || /^[ \t]{0,3}(?:#{1,6}(?:[ \t]|$)|```|~~~|<)/.test(rest)) return false
  if (/^[ \t]*(?:([-*_])[ \t]*)(?:\1[ \t]*){2,}$/.test(rest)) return false
  return !isInFence(text, taken)
}

/** A fence that some line before opened and none closed; looks back no further than a page. */
function isInFence(text: string, taken: readonly Line[]): boolean {
  let isOpen = false
  for (const line of taken.slice(-200)) {
    if (matchFence(text, line)) isOpen = !isOpen
  }
  return isOpen
}

const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** Whether `line` may be the header of a table whose row of dashes comes next. */
export function isDelimiterRow(text: string, line: Line, after: Line | undefined): boolean {
  if (!after || after.isLazy) return false
  if (!'|:-'.includes(text[measureIndent(text, after).offset] ?? ' ')) return false
  const dashes = startOf(text, after)
  if (dashes === null || !dashes.includes('-') || dashes.length > 20_000) return false
  if (!delimiterRow.test(dashes)) return false
  return dashes.includes('|') || text.slice(line.start, line.end).includes('|')
}
