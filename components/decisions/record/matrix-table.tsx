import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import type { Criterion, Option, RecordContent } from '#lib/documents/schemas.ts'
import { ChangeCriterionButton } from './criterion-dialog.tsx'
import { MatrixCell } from './matrix-cell.tsx'
import { toTarget } from './to-target.ts'

interface MatrixTableProps {
  readonly record: Pick<DecisionDetail, 'id' | 'version' | 'matrix' | 'allowed'>
  readonly content: RecordContent
}

const headCell = 'border-b border-line px-3 py-2 text-left align-bottom text-xs font-medium'
// The first column stays in sight while the rest scrolls in its own box.
const sticky = 'sticky left-0 z-10 bg-surface max-sm:max-w-36 print:static'

/** Scrolls inside of its own frame; the page never does. */
export function MatrixTable({ record, content }: MatrixTableProps) {
  const t = useTranslations('decisions.matrix')
  return (
    <section
      aria-label={t('title')}
      {...keyboardStop}
      className="overflow-x-auto print:overflow-visible"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className={clsx(headCell, sticky, 'text-muted')}>
              {t('criterion')}
            </th>
            {content.options.map((option) => (
              <OptionHead key={option.key} option={option} record={record} content={content} />
            ))}
          </tr>
        </thead>
        <tbody>
          {content.criteria.map((criterion) => (
            <tr key={criterion.key} className="border-line not-last:border-b">
              <CriterionHead criterion={criterion} record={record} />
              {content.options.map((option) => (
                <MatrixCell key={option.key} {...{ record, option, criterion }} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Totals record={record} content={content} />
        </tfoot>
      </table>
    </section>
  )
}

interface OptionHeadProps extends MatrixTableProps {
  readonly option: Option
}

function OptionHead({ option, record, content }: OptionHeadProps) {
  const t = useTranslations('decisions.matrix')
  const column = record.matrix.columns.find((one) => one.option === option.key)
  const struckBy = (column?.struckBy ?? []).map(
    (key) => content.criteria.find((one) => one.key === key)?.title ?? key,
  )
  const isChosen = content.chosenOption === option.key
  return (
    <th scope="col" className={clsx(headCell, 'min-w-40')}>
      <span className={clsx('text-sm font-semibold', struckBy.length > 0 && 'line-through')}>
        {option.label && <span className="text-muted">{option.label} </span>}
        {option.title}
      </span>
      {isChosen && <span className="block text-ok">✓ {t('chosen')}</span>}
      {struckBy.length > 0 && (
        <span className="block text-bad">{t('struck', { criteria: struckBy.join(', ') })}</span>
      )}
    </th>
  )
}

interface CriterionHeadProps {
  readonly criterion: Criterion
  readonly record: Pick<DecisionDetail, 'id' | 'version' | 'matrix' | 'allowed'>
}

function CriterionHead({ criterion, record }: CriterionHeadProps) {
  const t = useTranslations('decisions.matrix')
  const format = useFormatter()
  const { title, text, kind, weight, binding } = criterion
  const target = toTarget(criterion, (value) => format.number(value))
  return (
    <th scope="row" className={clsx(sticky, 'min-w-32 px-3 py-2 text-left align-top font-medium')}>
      <span className="break-words">{title}</span>
      {text && <span className="block text-xs font-normal text-muted">{text}</span>}
      <span className="block text-xs font-normal text-muted">
        {kind === 'score' && weight !== null ? t('weight', { weight }) : t(`kind.${kind}`)}
        {target && ` · ${target}`}
      </span>
      {binding && (
        <span className="block text-xs font-normal text-muted">
          {t('measured')} <code>{binding.measure}</code>
        </span>
      )}
      {record.allowed.write && (
        <span className="print:hidden">
          <ChangeCriterionButton id={record.id} version={record.version} criterion={criterion} />
        </span>
      )}
    </th>
  )
}

function Totals({ record, content }: MatrixTableProps) {
  const t = useTranslations('decisions.matrix')
  const format = useFormatter()
  if (record.matrix.columns.every(({ total }) => total === null)) return null
  return (
    <tr className="border-t border-line-strong">
      <th scope="row" className={clsx(sticky, 'px-3 py-2 text-left align-top font-semibold')}>
        {t('total')}
      </th>
      {content.options.map(({ key }) => {
        const column = record.matrix.columns.find((one) => one.option === key)
        if (!column || column.total === null) {
          return (
            <td key={key} className="px-3 py-2 text-muted">
              – <span className="sr-only">{t('unscored')}</span>
            </td>
          )
        }
        return (
          <td key={key} className="px-3 py-2 align-top">
            <span className="tabular font-semibold">
              {format.number(column.total, { maximumFractionDigits: 2 })}
            </span>
            {column.rank !== null && <span> · {t('rank', { rank: column.rank })}</span>}
            {column.coverage < 0.999 && (
              <span className="block text-xs text-muted">
                {t('coverage', { part: Math.round(column.coverage * 100) })}
              </span>
            )}
          </td>
        )
      })}
    </tr>
  )
}
