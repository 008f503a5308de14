import type { Block, Inline } from '#lib/markdown/index.ts'
import type { DocumentContent } from '../schemas.ts'
import type { Reading } from './reading.ts'

const name = /(?<![\p{L}\p{N}_$./-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\p{L}\p{N}_])/gu
const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*[=:]/
const envFence = /^(?:env|dotenv|properties|\.env)\b/

/** Names that look like settings, in words, code and blocks of `NAME=value`. Values are never kept. */
export function readSettingNames(reading: Reading): DocumentContent['settingNames'] {
  const lines = new Map<string, number>()
  const add = (found: string, offset: number) => {
    const line = reading.lineAt(offset)
    if (!lines.has(found)) lines.set(found, line)
    if (reading.takenAs(line) === null) reading.take({ start: offset, end: offset + 1 }, 'setting')
  }
  for (const { blocks } of reading.outline.sections) collect(reading, blocks, add)
  return [...lines].map(([found, line]) => ({ name: found, line }))
}

type Add = (name: string, offset: number) => void

function collect(reading: Reading, blocks: readonly Block[], add: Add): void {
  for (const block of blocks) {
    if (block.kind === 'paragraph') collectWords(block.inlines, add)
    else if (block.kind === 'list')
      for (const item of block.items) collect(reading, item.blocks, add)
    else if (block.kind === 'quote') collect(reading, block.blocks, add)
    else if (block.kind === 'table') {
      for (const { inlines } of block.rows.flatMap(({ cells }) => cells)) collectWords(inlines, add)
    } else if (block.kind === 'fence' && envFence.test(block.info)) {
      collectAssignments(reading, block, add)
    }
  }
}

function collectWords(inlines: readonly Inline[], add: Add): void {
  for (const inline of inlines) {
    if (inline.kind !== 'text' && inline.kind !== 'code') continue
    for (const match of inline.text.matchAll(name)) add(match[0], inline.start + match.index)
  }
}

function collectAssignments(reading: Reading, block: Block, add: Add): void {
  let offset = block.start
  for (const line of reading.slice(block).split('\n')) {
    const match = assignment.exec(line)
    if (match?.[1]) add(match[1], offset)
    offset += line.length + 1
  }
}
