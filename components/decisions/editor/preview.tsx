'use client'

import { MarkdownBlock } from '#components/markdown/markdown-block.tsx'

/** The text as it is shown; only parts that changed are made again, and those out of sight wait. */
export function Preview({ blocks }: { readonly blocks: readonly string[] }) {
  return (
    <div className="grid min-w-0 gap-2 break-words">
      {blocks.map((block, index) => (
        <div
          key={toKey(index)}
          className="grid min-w-0 gap-2 [contain-intrinsic-size:auto_20rem] [content-visibility:auto]"
        >
          <MarkdownBlock text={block} />
        </div>
      ))}
    </div>
  )
}

const toKey = (index: number) => `block ${index}`
