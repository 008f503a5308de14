'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import type { LogLine } from '#lib/deployments/types.ts'
import { OutsideLink } from './commit-range.tsx'
import { useJobLog } from './use-job-log.ts'

interface JobLogViewProps {
  readonly deploymentId: string
  readonly jobId: string
  /** While the job runs its log grows. */
  readonly runs: boolean
  readonly runUrl: string | null
}

/** A job's log that follows its end as long as the reader stays there. */
export function JobLogView({ deploymentId, jobId, runs, runUrl }: JobLogViewProps) {
  const t = useTranslations('deployments.page')
  const { lines, state, truncated, error } = useJobLog(deploymentId, jobId, runs)
  return (
    <div className="border-t border-line">
      {lines.length > 0 ? (
        <LogLines lines={lines} />
      ) : (
        <p className="px-4 py-3 text-sm text-muted">
          {state === 'pending' && t('logPending')}
          {state === 'gone' && t('logGone')}
          {(state === 'streaming' || state === 'complete') && t('logEmpty')}
          {error?.message}
        </p>
      )}
      {truncated && (
        <p className="px-4 py-2 text-xs text-muted">
          {t('logTruncated')} <OutsideLink url={runUrl}>GitHub</OutsideLink>
        </p>
      )}
    </div>
  )
}

const lineHeightPx = 20
const nearEndPx = 40

function LogLines({ lines }: { readonly lines: readonly LogLine[] }) {
  'use no memo' // useVirtualizer returns functions that change without a new identity.
  const t = useTranslations('deployments.page')
  const frame = useRef<HTMLElement>(null)
  const [isFollowing, setFollowing] = useState(true)
  const [seen, setSeen] = useState(lines.length)
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeightPx,
    overscan: 30,
  })
  useEffect(() => {
    if (isFollowing) rows.scrollToIndex(lines.length - 1)
  }, [isFollowing, lines.length, rows])
  const noteScroll = (element: HTMLElement) => {
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx
    if (isFollowing && !isAtEnd) setSeen(lines.length)
    setFollowing(isAtEnd)
  }
  const unseen = isFollowing ? 0 : Math.max(0, lines.length - seen)
  return (
    <div className="relative">
      <section
        ref={frame}
        aria-label={t('log')}
        {...keyboardStop}
        onScroll={(event) => noteScroll(event.currentTarget)}
        className="max-h-96 overflow-auto bg-sunken font-mono text-xs leading-5"
      >
        <div className="relative min-w-max" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => (
            <div
              key={row.key}
              className="absolute flex h-5 w-full gap-3 px-3 whitespace-pre"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <span className="w-10 shrink-0 text-right text-muted select-none">
                {lines[row.index]?.number}
              </span>
              <span dir="auto">{lines[row.index]?.text}</span>
            </div>
          ))}
        </div>
      </section>
      {unseen > 0 && (
        <Button
          size="sm"
          variant="primary"
          className="absolute right-4 bottom-3"
          onClick={() => setFollowing(true)}
        >
          ↓ {t('logNew', { count: unseen })}
        </Button>
      )}
    </div>
  )
}
