'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Day } from '#components/ui/day.tsx'
import type { DecisionSummary } from '#lib/decisions/types.ts'

/** Assumptions of an accepted record that no longer hold, in words. */
export function BrokenMark({ broken }: Pick<DecisionSummary, 'broken'>) {
  const t = useTranslations('decisions.broken')
  if (broken.length === 0) return null
  return (
    <span className="ml-2">
      <Badge tone="bad" shape="cross" title={broken.map(({ words }) => words).join(' · ')}>
        {t('count', { count: broken.length })}
      </Badge>
    </span>
  )
}

/** When the record is to be looked at again. */
export function DueMark({ item }: { readonly item: DecisionSummary }) {
  const t = useTranslations('decisions.review')
  if (!item.reviewOn) return <span>–</span>
  if (!item.isReviewDue) return <Day day={item.reviewOn} />
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Badge tone="warn" shape="triangle">
        {t('due')}
      </Badge>
      <Day day={item.reviewOn} />
    </span>
  )
}

/** Whose the record is and what it concerns, each once. */
export function Systems({ item }: { readonly item: DecisionSummary }) {
  const names = new Map(item.subjects.map(({ system, systemName }) => [system, systemName]))
  if (item.system) names.set(item.system.slug, item.system.name)
  if (names.size === 0) return <span className="text-muted">–</span>
  return (
    <span className="flex flex-wrap gap-x-2">
      {[...names].map(([slug, name]) => (
        <Link
          key={slug}
          href={`/systems/${slug}`}
          className="inline-flex min-h-6 items-center hover:underline"
        >
          {name}
        </Link>
      ))}
    </span>
  )
}

/** The place a search found, its words marked. */
export function Excerpt({ parts }: { readonly parts: DecisionSummary['excerpt'] }) {
  if (!parts || parts.length === 0) return null
  let at = 0
  return (
    <p dir="auto" className="mt-0.5 line-clamp-2 text-xs break-words text-muted">
      {parts.map(({ text, isHit }) => {
        at += text.length + 1
        return isHit ? (
          <mark key={at} className="rounded-xs bg-warn/25 text-ink">
            {text}
          </mark>
        ) : (
          <span key={at}>{text}</span>
        )
      })}
    </p>
  )
}
