import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import type { DecisionReviews } from '#lib/decisions/types.ts'

interface DueReviewsProps {
  readonly items: DecisionReviews['items']
  readonly readerName: string
}

/** One line above the systems while decisions wait to be looked at again. Made on the server: it weighs nothing. */
export function DueReviews({ items, readerName }: DueReviewsProps) {
  const t = useTranslations('board.reviews')
  if (items.length === 0) return null
  const name = readerName.trim().toLowerCase()
  const own = items.filter(({ deciders }) =>
    deciders.some((decider) => decider.trim().toLowerCase() === name),
  ).length
  const [first] = items
  const href =
    items.length === 1 && first
      ? `/decisions/${encodeURIComponent(first.id)}`
      : '/decisions?review=due'
  return (
    <p className="text-sm">
      <Link href={href} className="inline-flex items-center gap-2 hover:underline">
        <StatusIcon shape="triangle" tone="warn" />
        <span>
          {t('due', { count: items.length })}
          {own > 0 && `, ${t('yours', { count: own })}`}
        </span>
      </Link>
    </p>
  )
}
