'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Day } from '#components/ui/day.tsx'
import type { DecisionReviews } from '#lib/decisions/types.ts'
import { decisionHref, reviewsQuery } from './queries.ts'
import { Systems } from './summary-marks.tsx'

const shownFirst = 5

/** Records whose review date has come, those of the reader first. */
export function ReviewQueue({ readerName }: { readonly readerName: string }) {
  const t = useTranslations('decisions.review')
  const { data } = useQuery(reviewsQuery())
  const [isOpen, setOpen] = useState(false)
  if (!data || data.items.length === 0) return null
  const isOwn = ({ deciders }: Due) => deciders.some((one) => isSamePerson(one, readerName))
  const sorted = data.items.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
  const shown = isOpen ? sorted : sorted.slice(0, shownFirst)
  return (
    <Card title={t('title', { count: sorted.length })} flush>
      <ul className="text-sm">
        {shown.map((item) => (
          <DueRow key={item.id} item={item} isOwn={isOwn(item)} />
        ))}
      </ul>
      {sorted.length > shown.length && (
        <div className="border-t border-line p-2 text-center">
          <Button variant="ghost" onClick={() => setOpen(true)}>
            {t('all', { count: sorted.length })}
          </Button>
        </div>
      )}
    </Card>
  )
}

type Due = DecisionReviews['items'][number]

function DueRow({ item, isOwn }: { readonly item: Due; readonly isOwn: boolean }) {
  const t = useTranslations('decisions.review')
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line px-4 py-2 not-last:border-b">
      <Badge tone="warn" shape="triangle">
        {t('overdue', { days: item.overdueDays })}
      </Badge>
      <Link href={decisionHref(item.id)} className="font-medium hover:underline">
        <span className="text-muted">{item.number}</span> {item.title}
      </Link>
      {isOwn && <Badge tone="info">{t('yours')}</Badge>}
      <span className="text-xs text-muted">
        <Systems item={{ ...item, excerpt: null }} />
      </span>
      {item.reviewOn && (
        <span className="ml-auto text-xs text-muted">
          {t.rich('since', { day: () => <Day day={item.reviewOn ?? ''} /> })}
        </span>
      )}
    </li>
  )
}

const isSamePerson = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase()
