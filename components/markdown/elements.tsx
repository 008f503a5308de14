import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import type { Components } from 'react-markdown'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { toSafeUrl } from './to-safe-url.ts'

interface TextLinkProps {
  readonly href?: string
  readonly children?: ReactNode
}

/** Leads to http, https and places of this site; of everything else the words stay, with the address behind them. */
function TextLink({ href, children }: TextLinkProps) {
  const url = toSafeUrl(href)
  if (url === null) {
    return (
      <span>
        {children}
        {href && <code className="text-muted"> ({href.slice(0, 200)})</code>}
      </span>
    )
  }
  return (
    <a href={url} rel="noopener nofollow noreferrer" className="break-words underline">
      {children}
    </a>
  )
}

interface ImageLinkProps {
  readonly src?: unknown
  readonly alt?: string
}

/** Images are never loaded: whoever wrote the address would learn who reads this. */
function ImageLink({ src, alt }: ImageLinkProps) {
  const t = useTranslations('markdown')
  const address = typeof src === 'string' ? src : ''
  return <TextLink href={address}>{t('image', { name: alt || address })}</TextLink>
}

const heading =
  (Tag: 'h2' | 'h3' | 'h4', look: string) =>
  ({ children }: { readonly children?: ReactNode }) => (
    <Tag className={clsx('not-first:mt-3', look)}>{children}</Tag>
  )

const listLook = (className: string | undefined, mark: string) =>
  clsx('grid gap-1', className?.includes('contains-task-list') ? 'pl-1' : ['pl-5', mark])

function TextTable({ children }: ComponentProps<'table'>) {
  const t = useTranslations('markdown')
  return (
    <section
      aria-label={t('table')}
      {...keyboardStop}
      className="overflow-x-auto rounded-md border border-line"
    >
      <table className="w-full text-left text-sm">{children}</table>
    </section>
  )
}

function TextCode({ children }: ComponentProps<'pre'>) {
  return (
    <pre
      {...keyboardStop}
      className="overflow-x-auto rounded-md border border-line bg-sunken p-3 text-xs [&_code]:bg-transparent [&_code]:p-0"
    >
      {children}
    </pre>
  )
}

/** A box as it is in the text; it is ticked where tasks are listed. */
function TaskBox({ checked }: ComponentProps<'input'>) {
  const t = useTranslations('markdown')
  return (
    <span
      role="img"
      aria-label={t(checked ? 'done' : 'open')}
      className="mr-1.5 inline-flex size-3.5 translate-y-0.5 items-center justify-center rounded-xs border border-line-strong text-2xs leading-none"
    >
      {checked ? '✓' : ''}
    </span>
  )
}

// The page has a heading of its own, so those of a text begin below it.
export const elements: Components = {
  a: TextLink,
  img: ImageLink,
  h1: heading('h2', 'text-lg font-semibold'),
  h2: heading('h2', 'text-lg font-semibold'),
  h3: heading('h3', 'font-semibold'),
  h4: heading('h4', 'font-medium'),
  h5: heading('h4', 'font-medium'),
  h6: heading('h4', 'font-medium'),
  ul: ({ children, className }) => <ul className={listLook(className, 'list-disc')}>{children}</ul>,
  ol: ({ children, className, start }) => (
    <ol start={start} className={listLook(className, 'list-decimal')}>
      {children}
    </ol>
  ),
  table: TextTable,
  th: ({ children }) => (
    <th scope="col" className="border-b border-line px-3 py-1.5 text-xs font-medium text-muted">
      {children}
    </th>
  ),
  td: ({ children }) => <td className="border-line px-3 py-1.5 align-top">{children}</td>,
  pre: TextCode,
  code: ({ children }) => (
    <code className="rounded-xs bg-sunken px-1 py-px text-[0.92em] break-words">{children}</code>
  ),
  blockquote: ({ children }) => (
    <blockquote className="grid gap-2 border-l-2 border-line-strong pl-3 text-muted">
      {children}
    </blockquote>
  ),
  hr: () => <hr className="border-line" />,
  input: TaskBox,
}
