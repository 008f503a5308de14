'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Day } from '#components/ui/day.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { DecisionSummary } from '#lib/decisions/types.ts'
import { DecisionPages } from './decision-pages.tsx'
import { DecisionStatus } from './decision-status.tsx'
import type { DecisionFilters } from './filters.ts'
import { decisionHref } from './queries.ts'
import { BrokenMark, DueMark, Excerpt, Systems } from './summary-marks.tsx'

interface DecisionListProps {
  readonly filters: DecisionFilters
  /** Shown while there is no record at all. */
  readonly empty: ReactNode
  readonly onReset: () => void
}

/** Records in rows; on a phone in cards. */
export function DecisionList(props: DecisionListProps) {
  return (
    <DecisionPages {...props}>
      {(items) => (
        <>
          <div className="max-md:hidden">
            <Rows items={items} />
          </div>
          <ul className="grid gap-2 md:hidden">
            {items.map((item) => (
              <DecisionCard key={item.id} item={item} />
            ))}
          </ul>
        </>
      )}
    </DecisionPages>
  )
}

function Rows({ items }: { readonly items: readonly DecisionSummary[] }) {
  const t = useTranslations('decisions.list')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('number')}</Th>
          <Th>{t('record')}</Th>
          <Th>{t('status')}</Th>
          <Th>{t('systems')}</Th>
          <Th>{t('deciders')}</Th>
          <Th>{t('date')}</Th>
          <Th>{t('review')}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Tr key={item.id}>
            <Td className="tabular whitespace-nowrap text-muted">{item.number}</Td>
            <Td className="min-w-64">
              <TitleLink item={item} />
              <BrokenMark broken={item.broken} />
              <Excerpt parts={item.excerpt} />
            </Td>
            <Td className="whitespace-nowrap">
              <DecisionStatus status={item.status} />
            </Td>
            <Td>
              <Systems item={item} />
            </Td>
            <Td className="text-muted">{item.deciders.join(', ') || '–'}</Td>
            <Td className="text-muted">
              <DateOf item={item} />
            </Td>
            <Td className="text-muted">
              <DueMark item={item} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function DecisionCard({ item }: { readonly item: DecisionSummary }) {
  return (
    <li className="grid gap-1 rounded-lg border border-line bg-surface p-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="tabular text-muted">{item.number}</span>
        <DecisionStatus status={item.status} />
      </div>
      <TitleLink item={item} />
      <BrokenMark broken={item.broken} />
      <Excerpt parts={item.excerpt} />
      <div className="flex flex-wrap gap-x-3 text-xs text-muted">
        <Systems item={item} />
        <DateOf item={item} />
        {item.reviewOn && <DueMark item={item} />}
      </div>
    </li>
  )
}

function TitleLink({ item }: { readonly item: DecisionSummary }) {
  return (
    <Link data-list-item href={decisionHref(item.id)} className="font-medium hover:underline">
      {item.title}
    </Link>
  )
}

function DateOf({ item }: { readonly item: DecisionSummary }) {
  const day = item.decidedOn ?? item.recordedOn
  return day ? <Day day={day} /> : <span>–</span>
}
