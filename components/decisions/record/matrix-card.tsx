import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import type { RecordContent } from '#lib/documents/schemas.ts'
import { ChangeCriterionButton } from './criterion-dialog.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { SensitivityList } from './sensitivity-list.tsx'

interface MatrixCardProps {
  readonly record: DecisionDetail
  readonly content: RecordContent
  /** As the text calls it. */
  readonly title: string | null
}

/** Options as columns, criteria as rows, and what would change the winner. */
export function MatrixCard({ record, content, title }: MatrixCardProps) {
  const t = useTranslations('decisions.matrix')
  const { id, version, allowed } = record
  return (
    <Card
      title={title ?? t('title')}
      flush
      aside={
        allowed.write && (
          <span className="print:hidden">
            <ChangeCriterionButton id={id} version={version} criterion={null} />
          </span>
        )
      }
    >
      {content.criteria.length === 0 ? (
        <p className="p-4 text-sm text-muted">{t('empty')}</p>
      ) : (
        <>
          <MatrixTable record={record} content={content} />
          <div className="border-t border-line p-4 empty:hidden">
            <SensitivityList matrix={record.matrix} content={content} />
          </div>
        </>
      )}
    </Card>
  )
}
