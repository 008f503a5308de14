import { splitBlocks } from '#components/markdown/split-blocks.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'
import type { DocumentContent } from '#lib/documents/schemas.ts'

/** What is shown beside the text field. */
export interface TextReading {
  readonly blocks: readonly string[]
  readonly understood: DocumentContent
}

export const readText = (text: string): TextReading => ({
  blocks: splitBlocks(text),
  understood: readDocument(text),
})
