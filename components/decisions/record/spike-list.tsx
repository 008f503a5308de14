import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'

const states = ['planned', 'active', 'finished', 'abandoned'] as const

/** Tries that feed this decision. */
export function SpikeList({ spikes }: Pick<DecisionDetail, 'spikes'>) {
  const t = useTranslations('decisions.spikes')
  if (spikes.length === 0) return null
  return (
    <Card title={t('title')} flush>
      <ul className="text-sm">
        {spikes.map(({ id, title, state, stage, abort }) => {
          const known = states.find((one) => one === state)
          return (
            <li key={id} className="grid gap-0.5 border-line px-4 py-2 not-last:border-b">
              <Link href={`/spikes/${id}`} className="font-medium hover:underline">
                {title}
              </Link>
              <span className="text-xs text-muted">
                {[known ? t(`state.${known}`) : state, stage].filter(Boolean).join(' · ')}
              </span>
              {abort && <span className="text-xs text-bad">{t('abort', { words: abort })}</span>}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
