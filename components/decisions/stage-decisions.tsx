import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { DecisionSummary } from '#lib/decisions/types.ts'
import { DecisionStatus } from './decision-status.tsx'
import { decisionHref } from './queries.ts'

interface StageDecisionsProps {
  readonly stage: { readonly system: string; readonly stage: string }
  readonly items: readonly DecisionSummary[]
}

const shownCount = 6

/** Decisions that concern a stage; those whose assumptions broke stand first and say which. */
export function StageDecisions({ stage, items }: StageDecisionsProps) {
  const t = useTranslations('decisions.stage')
  const sorted = items.toSorted((a, b) => b.broken.length - a.broken.length)
  return (
    <Card
      title={t('title')}
      aside={
        <Link href={`/decisions?system=${stage.system}`} className="text-sm underline">
          {t('all')}
        </Link>
      }
    >
      {sorted.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      <ul className="text-sm">
        {sorted.slice(0, shownCount).map((item) => (
          <li key={item.id} className="grid gap-0.5 border-line py-1.5 not-last:border-b">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <Link href={decisionHref(item.id)} className="font-medium hover:underline">
                <span className="text-muted">{item.number}</span> {item.title}
              </Link>
              <DecisionStatus status={item.status} />
              {item.isReviewDue && (
                <Badge tone="warn" shape="triangle">
                  {t('due')}
                </Badge>
              )}
            </span>
            {item.broken.map(({ criterion, words }) => (
              <span key={criterion} className="text-bad">
                {item.number}: {words}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
