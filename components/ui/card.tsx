import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface CardProps {
  readonly title?: ReactNode
  /** Beside the title: a count, a link, buttons. */
  readonly aside?: ReactNode
  /** Without inner space, for tables and lists that reach the edge. */
  readonly flush?: boolean
  readonly className?: string
  readonly children: ReactNode
}

/** A part of a page with its heading. */
export function Card({ title, aside, flush = false, className, children }: CardProps) {
  return (
    <section className={clsx('rounded-lg border border-line bg-surface', className)}>
      {(title || aside) && (
        <header className="flex min-h-10 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
          {title && <h2 className="text-sm font-semibold">{title}</h2>}
          {aside}
        </header>
      )}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  )
}
