import { CopyButton } from './copy-button.tsx'
import { keyboardStop } from './keyboard-stop.ts'

interface CodeBlockProps {
  readonly code: string
  /** File name or language. */
  readonly title?: string
}

/** Text to be copied into a file or a terminal. */
export function CodeBlock({ code, title }: CodeBlockProps) {
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken text-left">
      <figcaption className="flex min-h-9 items-center justify-between border-b border-line pr-1 pl-3 text-xs text-muted">
        <span className="font-mono">{title}</span>
        <CopyButton text={code} />
      </figcaption>
      <pre {...keyboardStop} className="overflow-x-auto px-3 py-2 text-xs leading-5 text-ink">
        <code>{code}</code>
      </pre>
    </figure>
  )
}
