import { clsx } from 'clsx'
import { MarkdownBlock } from './markdown-block.tsx'
import { splitBlocks } from './split-blocks.ts'

interface MarkdownTextProps {
  readonly text: string
  readonly className?: string
}

/** A text of somebody else, inert: nothing in it runs, loads, or leads where a browser would not be safe. */
export function MarkdownText({ text, className }: MarkdownTextProps) {
  return (
    <div className={clsx('grid min-w-0 gap-2 break-words [&>*]:min-w-0', className)}>
      {splitBlocks(text).map((block, index) => (
        // Blocks have no name but their place.
        <MarkdownBlock key={toKey(index)} text={block} />
      ))}
    </div>
  )
}

const toKey = (index: number) => `block ${index}`
