import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon?: ReactNode
  /** Why there is nothing, in one sentence. */
  readonly title: string
  /** The exact next step, with the reader's real names filled in. */
  readonly children?: ReactNode
  /** A button or link that does the next step. */
  readonly action?: ReactNode
  /** It is all there is on its page, so its title is the page's heading. */
  readonly isPage?: boolean
}

/** Says why nothing is here and what to do about it. */
export function EmptyState({ icon, title, children, action, isPage }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      {icon && <div className="text-muted [&>svg]:size-6">{icon}</div>}
      <Title className="font-medium">{title}</Title>
      {children && <div className="max-w-prose text-sm text-muted">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  )
}
