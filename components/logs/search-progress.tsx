'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { formatMoment } from '#components/ui/format-time.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { LogSearchProgress } from '#lib/logs/types.ts'
import { useSourceName } from './source-notes.tsx'

interface SearchProgressProps {
  readonly sources: readonly LogSearchProgress[]
  readonly onCancel: () => void
}

/** A search that is done by then is not worth a mark that comes and goes. */
const patienceMs = 600

/** Which sources have answered, how far back the others have come, and a way to stop. */
export function SearchProgress({ sources, onCancel }: SearchProgressProps) {
  const t = useTranslations('logs.progress')
  const style = useTimeStyle()
  const toName = useSourceName()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  const answered = sources.filter(({ state }) => state !== 'searching').length
  return (
    <section
      aria-label={t('title')}
      className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-md border border-line bg-surface p-3 text-sm"
    >
      <div className="min-w-0 grow">
        <p role="status" className="flex items-center gap-2">
          <Spinner />
          {t('answered', { answered, count: sources.length })}
        </p>
        <ul className="mt-1 grid gap-0.5 text-xs text-muted">
          {sources.map((source) => (
            <li
              key={source.slug}
              className="flex flex-wrap gap-x-2"
              data-search-state={source.state}
            >
              <span className="text-ink">{toName(source)}</span>
              <span>{t(source.state)}</span>
              {source.state === 'searching' && source.reachedAt && (
                <span suppressHydrationWarning>
                  {t('reached', { at: formatMoment(Date.parse(source.reachedAt), style) })}
                </span>
              )}
              {source.searched > 0 && <span>{t('searched', { lines: source.searched })}</span>}
            </li>
          ))}
        </ul>
      </div>
      <Button size="sm" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </section>
  )
}
