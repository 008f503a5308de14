import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'

type Missing = DecisionDetail['missing'][number]

/** What is still missing for a decision, each thing by its name. */
export function ReadinessCard({ missing }: { readonly missing: readonly Missing[] }) {
  const t = useTranslations('decisions.readiness')
  return (
    <Card title={t('title')}>
      <ReadinessList missing={missing} />
    </Card>
  )
}

export function ReadinessList({ missing }: { readonly missing: readonly Missing[] }) {
  const t = useTranslations('decisions.readiness')
  if (missing.length === 0) {
    return (
      <p className="text-sm">
        <StatusWord tone="ok" shape="check">
          {t('ready')}
        </StatusWord>
      </p>
    )
  }
  return (
    <ul className="grid gap-1.5 text-sm">
      {missing.map((piece) => (
        <li key={toKey(piece)} className="flex gap-2">
          <span aria-hidden="true" className="text-warn">
            ▲
          </span>
          <span className="min-w-0 break-words">{t(`piece.${piece.kind}`, toValues(piece))}</span>
        </li>
      ))}
    </ul>
  )
}

const toKey = (piece: Missing) => `${piece.kind} ${'key' in piece ? piece.key : ''}`

function toValues(piece: Missing) {
  return {
    title: 'title' in piece ? piece.title : '',
    count: 'count' in piece ? piece.count : 0,
    criteria: 'criteria' in piece ? piece.criteria.join(', ') : '',
    days: 'ageDays' in piece ? piece.ageDays : 0,
    limit: 'maxAgeDays' in piece ? piece.maxAgeDays : 0,
  }
}
