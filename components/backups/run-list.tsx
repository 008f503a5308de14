'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { BackupRunView } from '#lib/backups/types.ts'
import { formatSize } from './format-size.ts'
import { runLooks } from './looks.ts'

interface RunListProps {
  /** Newest first. */
  readonly runs: readonly BackupRunView[]
  readonly policy: string
}

const shownAtFirst = 8

/** Backups of a policy: state, age of the data, size and place. */
export function RunList({ runs, policy }: RunListProps) {
  const t = useTranslations('backups.runs')
  const [isOpen, setOpen] = useState(false)
  if (runs.length === 0) return <p className="text-sm text-muted">{t('none')}</p>
  const shown = isOpen ? runs : runs.slice(0, shownAtFirst)
  return (
    <div className="grid gap-2">
      <Table caption={t('caption', { policy })}>
        <thead>
          <tr>
            <Th>{t('state')}</Th>
            <Th>{t('made')}</Th>
            <Th className="text-right">{t('size')}</Th>
            <Th>{t('place')}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </Table>
      {runs.length > shownAtFirst && (
        <Button variant="ghost" className="justify-self-start" onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('fewer') : t('more', { count: runs.length - shownAtFirst })}
        </Button>
      )}
    </div>
  )
}

function RunRow({ run }: { readonly run: BackupRunView }) {
  const t = useTranslations('backups.runs')
  const { locale } = useTimeStyle()
  const { state, madeAt, startedAt, sizeBytes, place, region, isCopy, externalId, detail } = run
  const at = madeAt ?? startedAt
  return (
    <Tr>
      <Td>
        <StatusWord {...runLooks[state]}>{t(`word.${state}`)}</StatusWord>
        {isCopy && <Badge>{t('copy')}</Badge>}
        {detail && (
          <pre dir="auto" className="max-w-80 truncate font-mono text-xs text-muted">
            {detail}
          </pre>
        )}
      </Td>
      <Td>{at ? <RelativeTime at={at} /> : '–'}</Td>
      <Td className="tabular text-right whitespace-nowrap" suppressHydrationWarning>
        {sizeBytes === null ? t('sizeUnknown') : formatSize(sizeBytes, locale)}
      </Td>
      <Td className="text-xs">
        <span className="block max-w-80 truncate" title={place ?? undefined}>
          {place ?? t('reported')}
          {region && ` · ${region}`}
        </span>
        {place && (
          <code className="block max-w-80 truncate text-muted" title={externalId}>
            {externalId}
          </code>
        )}
      </Td>
    </Tr>
  )
}
