'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { formatMoment } from '#components/ui/format-time.ts'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { LogEntry } from '#lib/logs/types.ts'
import type { FindMatches } from './find-matches.ts'
import { toLineTime } from './line-time.ts'
import { LogRow } from './log-row.tsx'
import { contextQuery, jobQuery, type StageKey } from './queries.ts'

interface ContextDrawerProps {
  readonly stage: StageKey
  readonly line: { readonly at: string; readonly id: string }
  readonly find: FindMatches | null
  readonly onClose: () => void
}

/** The lines around one, whatever the filter; the filter itself stays as it is. */
export function ContextDrawer({ stage, line, find, onClose }: ContextDrawerProps) {
  const t = useTranslations('logs.context')
  const { data, error, refetch } = useQuery(contextQuery(stage, line))
  return (
    <Dialog open onClose={onClose} size="lg" title={t('title')} description={t('description')}>
      {error && <ErrorState title={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="h-64" />}
      {data && data.lineId === null && <Banner tone="info" title={t('gone')} />}
      {data?.lines.length === 0 && <p className="text-sm text-muted">{t('empty')}</p>}
      {data && data.lines.length > 0 && (
        <PlainLines lines={data.lines} find={find} marked={data.lineId} label={t('title')} />
      )}
    </Dialog>
  )
}

interface JobDrawerProps {
  readonly stage: StageKey
  readonly job: string
  readonly onClose: () => void
}

/** Where a background job was, component by component. */
export function JobDrawer({ stage, job, onClose }: JobDrawerProps) {
  const t = useTranslations('logs.job')
  const style = useTimeStyle()
  const { data, error, refetch } = useQuery(jobQuery(stage, job))
  const moment = (at: string) => formatMoment(Date.parse(at), style)
  return (
    <Dialog open onClose={onClose} size="lg" title={t('title', { job })}>
      {error && <ErrorState title={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="h-64" />}
      {data?.places.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      <ol className="grid gap-4">
        {data?.places.map((place) => {
          const name = place.component ?? t('unknown')
          return (
            <li key={`${place.source}/${name}`}>
              <h3 className="text-sm font-medium">{name}</h3>
              <p className="mb-1 text-xs text-muted">
                {t('place', {
                  count: place.count,
                  from: moment(place.firstAt),
                  to: moment(place.lastAt),
                })}
              </p>
              <PlainLines lines={place.lines.toReversed()} find={null} marked={null} label={name} />
            </li>
          )
        })}
      </ol>
    </Dialog>
  )
}

interface PlainLinesProps {
  readonly lines: readonly LogEntry[]
  readonly find: FindMatches | null
  /** Id of the line it is about. */
  readonly marked: string | null
  readonly label: string
}

function PlainLines({ lines, find, marked, label }: PlainLinesProps) {
  const style = useTimeStyle()
  return (
    <section
      {...keyboardStop}
      aria-label={label}
      className="max-h-[60dvh] overflow-auto rounded-md border border-line bg-sunken font-mono text-xs"
    >
      {lines.map((entry) => (
        <LogRow
          key={entry.id}
          entry={entry}
          time={toLineTime(entry.at, style, false)}
          find={find}
          isSelected={entry.id === marked}
          isCurrentMatch={false}
          wrap
          onSelect={ignore}
        />
      ))}
    </section>
  )
}

const ignore = () => {}
