import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { MarkdownText } from '#components/markdown/markdown-text.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import type { Option, RecordContent } from '#lib/documents/schemas.ts'
import { ChangeOptionButton } from './option-dialog.tsx'

interface OptionCardsProps {
  readonly record: DecisionDetail
  readonly content: RecordContent
  /** As the text calls them. */
  readonly title: string | null
}

/** The options side by side; what fails a must is struck out and says by which. */
export function OptionCards({ record, content, title }: OptionCardsProps) {
  const t = useTranslations('decisions.options')
  const { id, version, allowed } = record
  return (
    <section className="grid gap-2">
      <h2 className="px-1 text-lg font-semibold">{title ?? t('title')}</h2>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3 print:grid-cols-3">
        {content.options.map((option) => (
          <li key={option.key} className="min-w-0">
            <OptionCard option={option} record={record} content={content} />
          </li>
        ))}
      </ul>
      {allowed.write && (
        <div className="print:hidden">
          <ChangeOptionButton id={id} version={version} option={null} />
        </div>
      )}
    </section>
  )
}

interface OptionCardProps extends Omit<OptionCardsProps, 'title'> {
  readonly option: Option
}

function OptionCard({ option, record, content }: OptionCardProps) {
  const t = useTranslations('decisions.options')
  const column = record.matrix.columns.find((one) => one.option === option.key)
  const struckBy = (column?.struckBy ?? []).map((key) => titleOf(content, key))
  const isChosen = content.chosenOption === option.key
  return (
    <div
      className={clsx(
        'flex h-full flex-col gap-2 rounded-lg border bg-surface p-3 text-sm break-words print:break-inside-avoid',
        isChosen ? 'border-ok' : 'border-line',
      )}
    >
      <div className="flex items-start justify-between gap-2">
        <h3 className={clsx('font-semibold', struckBy.length > 0 && 'line-through')}>
          {option.label && <span className="text-muted">{option.label} </span>}
          {option.title}
        </h3>
        {record.allowed.write && (
          <span className="print:hidden">
            <ChangeOptionButton id={record.id} version={record.version} option={option} />
          </span>
        )}
      </div>
      <div className="flex flex-wrap gap-1 empty:hidden">
        {isChosen && (
          <Badge tone="ok" shape="check">
            {t('chosen')}
          </Badge>
        )}
        {record.matrix.winner === option.key && !isChosen && (
          <Badge tone="info">{t('leads')}</Badge>
        )}
      </div>
      {struckBy.length > 0 && (
        <p className="text-bad">{t('struckBy', { criteria: struckBy.join(', ') })}</p>
      )}
      {option.text && <MarkdownText text={option.text} />}
      <Points points={option.pros} sign="+" label={t('pros')} />
      <Points points={option.cons} sign="−" label={t('cons')} />
    </div>
  )
}

interface PointsProps {
  readonly points: readonly string[]
  readonly sign: string
  readonly label: string
}

function Points({ points, sign, label }: PointsProps) {
  if (points.length === 0) return null
  return (
    <ul aria-label={label} className="grid gap-1 text-muted">
      {points.map((point) => (
        <li key={point} className="flex gap-2">
          <span aria-hidden="true" className="w-3 shrink-0 text-center font-medium">
            {sign}
          </span>
          <span className="min-w-0">{point}</span>
        </li>
      ))}
    </ul>
  )
}

const titleOf = (content: RecordContent, key: string) =>
  content.criteria.find((one) => one.key === key)?.title ?? key
