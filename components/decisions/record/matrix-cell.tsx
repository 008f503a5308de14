import { useFormatter, useTranslations } from 'next-intl'
import { toSafeUrl } from '#components/markdown/to-safe-url.ts'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import type { Criterion, Option } from '#lib/documents/schemas.ts'
import { CellButton } from './cell-dialog.tsx'

interface MatrixCellProps {
  readonly record: Pick<DecisionDetail, 'id' | 'version' | 'matrix' | 'allowed'>
  readonly option: Option
  readonly criterion: Criterion
}

/** Value or score, whether it holds, one line of reason and where that stands. Nobody looked yet: a dash. */
export function MatrixCell({ record, option, criterion }: MatrixCellProps) {
  const t = useTranslations('decisions.matrix')
  const cell = record.matrix.cells.find(
    (one) => one.option === option.key && one.criterion === criterion.key,
  )
  const url = toSafeUrl(cell?.link ?? undefined)
  const { id, version, allowed } = record
  return (
    <td className="px-3 py-2 align-top">
      <div className="grid gap-0.5">
        <div className="flex items-start justify-between gap-2">
          <CellValue cell={cell} unit={criterion.unit} />
          {allowed.write && (
            <span className="print:hidden">
              <CellButton {...{ id, version, option, criterion }} cell={cell ?? null} />
            </span>
          )}
        </div>
        {cell?.reason && <p className="text-xs break-words text-muted">{cell.reason}</p>}
        {url && (
          <a href={url} rel="noopener nofollow noreferrer" className="text-xs underline">
            {t('evidence')}
          </a>
        )}
      </div>
    </td>
  )
}

type Cell = DecisionDetail['matrix']['cells'][number]

interface CellValueProps {
  readonly cell: Cell | undefined
  readonly unit: string | null
}

function CellValue({ cell, unit }: CellValueProps) {
  const t = useTranslations('decisions.matrix')
  const format = useFormatter()
  const { value = null, score = null, holds = null, reason = null } = cell ?? {}
  if (value === null && score === null && holds === null) {
    return (
      <span className="text-muted">
        – <span className="sr-only">{reason ? t('noValue') : t('unscored')}</span>
      </span>
    )
  }
  const words = [
    value === null ? null : [format.number(value), unit].filter(Boolean).join(' '),
    score === null ? null : t('score', { score }),
  ].filter(Boolean)
  return (
    <span className="flex flex-wrap items-baseline gap-x-1.5">
      {holds !== null && (
        <StatusIcon
          shape={holds ? 'check' : 'cross'}
          tone={holds ? 'ok' : 'bad'}
          className="self-center"
        />
      )}
      <span className="tabular font-medium">{words.join(' · ')}</span>
      {holds !== null && (
        <span className={words.length > 0 ? 'sr-only' : undefined}>
          {t(holds ? 'holds' : 'fails')}
        </span>
      )}
    </span>
  )
}
