'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { RelativeTime } from './relative-time.tsx'
import { StatusIcon } from './status-icon.tsx'

interface ErrorStateProps {
  /** What failed, in one sentence. */
  readonly title: string
  /** Whose side it is on and what to do about it. */
  readonly children?: ReactNode
  /** ISO time since which it has failed. */
  readonly since?: string
  /** Finds the failure in the log. */
  readonly requestId?: string
  readonly onRetry?: () => void
  /** It is all there is on its page, so its title is the page's heading. */
  readonly isPage?: boolean
}

/** A failure with a way out. */
export function ErrorState(props: ErrorStateProps) {
  const { title, children, since, requestId, onRetry, isPage } = props
  const Title = isPage ? 'h1' : 'p'
  const t = useTranslations('ui.error')
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <StatusIcon shape="cross" tone="bad" className="size-5" />
      <Title className="font-medium">{title}</Title>
      {since && (
        <p className="text-xs text-muted">
          {t.rich('since', { time: () => <RelativeTime at={since} form="since" /> })}
        </p>
      )}
      {children && <div className="max-w-prose text-sm text-muted">{children}</div>}
      {requestId && (
        <p className="flex items-center gap-1 text-xs text-muted">
          {t('requestId')} <code>{requestId}</code>
          <CopyButton text={requestId} label={t('copyRequestId')} />
        </p>
      )}
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
