import type { ReactNode } from 'react'

interface PageHeaderProps {
  readonly title: ReactNode
  /** Where this page belongs: links upwards. */
  readonly path?: ReactNode
  /** Facts beside or below the title. */
  readonly meta?: ReactNode
  readonly actions?: ReactNode
}

/** Name of the page, where it belongs, and what can be done with its object. */
export function PageHeader({ title, path, meta, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {path && <div className="mb-0.5 text-xs text-muted">{path}</div>}
        <h1 className="text-xl font-semibold break-words">{title}</h1>
        {meta && (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            {meta}
          </div>
        )}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}
