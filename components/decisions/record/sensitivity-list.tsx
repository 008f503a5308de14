import { useFormatter, useTranslations } from 'next-intl'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import type { RecordContent } from '#lib/documents/schemas.ts'

interface SensitivityListProps {
  readonly matrix: DecisionDetail['matrix']
  readonly content: RecordContent
}

/** Who leads, and which weight would change that, in words. */
export function SensitivityList({ matrix, content }: SensitivityListProps) {
  const t = useTranslations('decisions.sensitivity')
  const format = useFormatter()
  const nameOption = (key: string) => content.options.find((one) => one.key === key)?.title ?? key
  const nameCriterion = (key: string) =>
    content.criteria.find((one) => one.key === key)?.title ?? key
  const { winner, sensitivity } = matrix
  if (winner === null) return <p className="text-sm text-muted">{t('noWinner')}</p>
  const percent = (value: number) =>
    format.number(value / 100, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <div className="grid gap-1 text-sm">
      <p>{t('winner', { option: nameOption(winner) })}</p>
      {sensitivity.length === 0 && <p className="text-muted">{t('stable')}</p>}
      <ul className="grid gap-1 text-muted">
        {sensitivity.map((one) => (
          <li key={one.criterion}>
            {t(one.direction, {
              criterion: nameCriterion(one.criterion),
              at: percent(one.changesAtPercent),
              now: percent(one.sharePercent),
              option: nameOption(one.winner),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
