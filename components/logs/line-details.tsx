'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { LogEntry } from '#lib/logs/types.ts'
import { parseRecord } from '#lib/logs/words.ts'
import type { FindMatches } from './find-matches.ts'
import { JsonTree } from './json-tree.tsx'
import { LevelMark } from './level-mark.tsx'
import { LineText } from './line-text.tsx'

interface LineDetailsProps {
  readonly entry: LogEntry
  readonly count: number
  readonly find: FindMatches | null
  readonly onClose: () => void
  readonly onContext: () => void
  readonly onCopyLink: () => void
  readonly onCopyLines: () => void
  readonly onJob: (job: string) => void
  readonly onComponent: (component: string) => void
  /** A text that lines must, or must not, contain. */
  readonly onFilter: (text: string, isOut: boolean) => void
}

/** Everything about the selected line, and what can be done with it. */
export function LineDetails(props: LineDetailsProps) {
  const { entry, count, find } = props
  const t = useTranslations('logs')
  const found = entry.summary ? parseRecord(entry.text) : null
  const component = entry.component
  return (
    <section
      aria-label={t('details.title')}
      className="rounded-md border border-line bg-surface p-3 text-sm"
    >
      <div className="flex flex-wrap items-center gap-2">
        <LevelMark level={entry.level} />
        <RelativeTime at={entry.at} />
        <span className="flex grow flex-wrap justify-end gap-2">
          {entry.jobs.map((job) => (
            <Button key={job} size="sm" onClick={() => props.onJob(job)}>
              {t('details.job', { job })}
            </Button>
          ))}
          <Button size="sm" onClick={props.onContext}>
            {t('details.context')}
          </Button>
          <Button size="sm" onClick={props.onCopyLink}>
            {t('copyLink')}
          </Button>
          <Button size="sm" onClick={props.onCopyLines}>
            {t('copyLines', { count })}
          </Button>
        </span>
        <IconButton label={t('details.close')} onClick={props.onClose}>
          <Icon name="close" />
        </IconButton>
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {component && (
          <Fact name={t('details.component')}>
            <button
              type="button"
              className="hit-area underline"
              title={t('details.filterIn', { name: component })}
              onClick={() => props.onComponent(component)}
            >
              {component}
            </button>
          </Fact>
        )}
        {entry.instance && <Fact name={t('details.instance')}>{entry.instance}</Fact>}
        <Fact name={t('details.source')}>{entry.source}</Fact>
      </dl>
      {found ? (
        <>
          {found.prefix !== '' && (
            <p dir="auto" className="mt-2 font-mono text-xs break-all text-muted">
              {found.prefix}
            </p>
          )}
          <JsonTree value={found.record} onFilter={props.onFilter} />
        </>
      ) : (
        <pre
          dir="auto"
          className="mt-2 max-h-64 overflow-auto rounded-sm bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap"
          {...keyboardStop}
        >
          <LineText entry={entry} find={find} isRaw />
        </pre>
      )}
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-1">
      <dt className="text-muted">{name}</dt>
      <dd className="break-all">{children}</dd>
    </div>
  )
}
