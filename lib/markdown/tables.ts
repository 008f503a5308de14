import type { Cell, Table } from './blocks.ts'
import type { Line } from './lines.ts'
import { isBlankLine, measureIndent } from './lines.ts'
import { startsBlock } from './marks.ts'
import { type Source, toWords } from './words.ts'

/** Where the cells of a row are, without the bars and white space around them. */
export function splitCells(source: Source, line: Line): { start: number; end: number }[] {
  const { text } = source
  let start = measureIndent(text, line).offset
  let end = line.end
  while (end > start && /[ \t]/.test(text[end - 1] ?? '')) end -= 1
  if (text[start] === '|') start += 1
  if (end > start && text[end - 1] === '|' && text[end - 2] !== '\\') end -= 1
  const cells: { start: number; end: number }[] = []
  let from = start
  for (let at = start; at <= end; at += 1) {
    if (at < end && text[at] === '\\') at += 1
    else if (at === end || text[at] === '|') {
      cells.push(trimSpan(text, from, at))
      from = at + 1
    }
  }
  return cells
}

function trimSpan(text: string, from: number, to: number) {
  let start = from
  let end = to
  while (start < end && /[ \t]/.test(text[start] ?? '')) start += 1
  while (end > start && /[ \t]/.test(text[end - 1] ?? '')) end -= 1
  return { start, end }
}

/** A table whose header is at `at`. Rows keep the cells they have; missing ones are not made up. */
export function readTable(source: Source, lines: readonly Line[], at: number) {
  const toCells = (line: Line): Cell[] =>
    splitCells(source, line).map((cell) => toWords(source, [cell]))
  const head = lines[at] as Line
  const dashes = lines[at + 1] as Line
  const rows: Table['rows'][number][] = []
  let next = at + 2
  while (next < lines.length) {
    const line = lines[next] as Line
    if (isBlankLine(source.text, line) || line.isLazy || startsBlock(source.text, lines, next))
      break
    rows.push({
      start: measureIndent(source.text, line).offset,
      end: line.end,
      cells: toCells(line),
    })
    next += 1
  }
  const block: Table = {
    kind: 'table',
    start: measureIndent(source.text, head).offset,
    end: lines[next - 1]?.end ?? dashes.end,
    header: toCells(head),
    delimiter: { start: measureIndent(source.text, dashes).offset, end: dashes.end },
    rows,
  }
  return { block, next }
}
