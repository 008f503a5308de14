import type { Table } from '#lib/markdown/index.ts'
import type { DocumentContent } from '../schemas.ts'
import { fold, toPlain } from './fold.ts'
import type { Reading } from './reading.ts'

const stageColumn = /^(?:stage|stufe|umgebung|environment|env|deployment-stufe|deployment stage)$/
const urlColumn = /^(?:url|adresse|address|domain|link|host|hostname)$/

/** Rows of tables whose first column names stages. */
export function readStages(reading: Reading): DocumentContent['stages'] {
  const tables = reading.outline.sections.flatMap(({ blocks }) =>
    blocks.filter((block): block is Table => block.kind === 'table'),
  )
  return tables.flatMap((table) => {
    if (!stageColumn.test(fold(table.header[0]?.text ?? ''))) return []
    const url = table.header.findIndex(({ text }) => urlColumn.test(fold(text)))
    reading.take({ start: table.start, end: table.delimiter.end }, 'stages')
    return table.rows.flatMap((row) => {
      const name = toPlain(row.cells[0]?.text ?? '')
      if (name === '') return []
      reading.take(row, 'stage')
      const address = toPlain(url === -1 ? '' : (row.cells[url]?.text ?? ''))
      return [{ name, url: address === '' ? null : address, line: reading.lineAt(row.start) }]
    })
  })
}
