import type { Span } from '#lib/markdown/index.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import type { Matrix } from '../read/matrix.ts'

/** The cells of a row as they stand between its bars, white space included. */
export function rawCells(text: string, row: Span): Span[] {
  let end = row.end
  while (end > row.start && /[ \t]/.test(text[end - 1] ?? '')) end -= 1
  const start = text[row.start] === '|' ? row.start + 1 : row.start
  const isClosed = end > start && text[end - 1] === '|' && text[end - 2] !== '\\'
  const to = isClosed ? end - 1 : end
  const cells: Span[] = []
  let from = start
  for (let at = start; at <= to; at += 1) {
    if (at < to && text[at] === '\\') at += 1
    else if (at === to || text[at] === '|') {
      cells.push({ start: from, end: at })
      from = at + 1
    }
  }
  return cells
}

/** Header line of a table, up to the end of its line. */
export function headerSpan(document: LocatedDocument, matrix: Matrix): Span {
  const { text } = document.reading.outline
  const { start, delimiter } = matrix.table
  let end = start
  while (end < delimiter.start && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { start, end }
}

/** Where an option's column is: its header cell, or with `with_bar` every cell of it and the bar before. */
export function columnSpans(
  document: LocatedDocument,
  option: string,
  extent: 'header' | 'with_bar' = 'header',
): Span[] {
  const { text } = document.reading.outline
  return document.record.matrices.flatMap((matrix) => {
    const index = matrix.columns.findIndex(
      (column) => column !== null && 'option' in column && column.option === option,
    )
    if (index === -1) return []
    const head = headerSpan(document, matrix)
    const rows = extent === 'header' ? [head] : [head, matrix.table.delimiter, ...matrix.table.rows]
    return rows.flatMap((row) => {
      const cell = rawCells(text, row)[index]
      if (!cell) return []
      return [extent === 'header' || index === 0 ? cell : { start: cell.start - 1, end: cell.end }]
    })
  })
}
