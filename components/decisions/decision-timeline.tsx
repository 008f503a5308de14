'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Day } from '#components/ui/day.tsx'
import { formatMonth } from '#components/ui/format-day.ts'
import type { DecisionSummary } from '#lib/decisions/types.ts'
import { DecisionPages } from './decision-pages.tsx'
import { DecisionStatus } from './decision-status.tsx'
import type { DecisionFilters } from './filters.ts'
import { groupByMonth, type Month } from './group-by-month.ts'
import { decisionHref } from './queries.ts'
import { BrokenMark, Systems } from './summary-marks.tsx'

interface DecisionTimelineProps {
  readonly filters: DecisionFilters
  /** Shown while there is no record at all. */
  readonly empty: ReactNode
  readonly onReset: () => void
}

/** What was decided when, newest first. */
export function DecisionTimeline({ filters, ...rest }: DecisionTimelineProps) {
  return (
    <DecisionPages filters={{ ...filters, sort: 'newest' }} {...rest}>
      {(items) => (
        <div className="grid gap-5">
          {groupByMonth(items).map((month) => (
            <MonthGroup key={month.day ?? 'none'} month={month} />
          ))}
        </div>
      )}
    </DecisionPages>
  )
}

function MonthGroup({ month }: { readonly month: Month }) {
  const t = useTranslations('decisions.timeline')
  const locale = useLocale()
  return (
    <section className="grid gap-2 md:grid-cols-[10rem_1fr]">
      <h2 className="text-sm font-semibold" suppressHydrationWarning>
        {month.day ? formatMonth(month.day, locale) : t('undated')}
      </h2>
      <ol className="grid gap-3 border-l border-line pl-4">
        {month.items.map((item) => (
          <Entry key={item.id} item={item} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ item }: { readonly item: DecisionSummary }) {
  const day = item.decidedOn ?? item.recordedOn
  return (
    <li className="relative text-sm before:absolute before:top-1.5 before:-left-[1.3rem] before:size-2 before:rounded-full before:bg-line-strong">
      <div className="flex flex-wrap items-baseline gap-x-3">
        {day && (
          <span className="text-xs text-muted">
            <Day day={day} />
          </span>
        )}
        <Link data-list-item href={decisionHref(item.id)} className="font-medium hover:underline">
          <span className="tabular text-muted">{item.number}</span> {item.title}
        </Link>
        <BrokenMark broken={item.broken} />
      </div>
      <div className="flex flex-wrap gap-x-3 text-xs">
        <DecisionStatus status={item.status} />
        <Systems item={item} />
      </div>
    </li>
  )
}
