import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Day } from '#components/ui/day.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { DecisionStatus } from '../decision-status.tsx'
import { RecordActions } from './record-actions.tsx'

/** What it is called, where it stands, and what can be done with it. */
export function RecordHeader({ record }: { readonly record: DecisionDetail }) {
  const t = useTranslations('decisions')
  const { decidedOn, recordedOn, deciders } = record
  return (
    <PageHeader
      path={
        <Link href="/decisions" className="hover:underline">
          {t('title')}
        </Link>
      }
      title={
        <>
          <span className="text-muted">{record.number}</span> {record.title}
        </>
      }
      meta={
        <>
          <DecisionStatus status={record.status} />
          {decidedOn ? (
            <span>{t.rich('record.decidedOn', { day: () => <Day day={decidedOn} /> })}</span>
          ) : (
            recordedOn && (
              <span>{t.rich('record.recordedOn', { day: () => <Day day={recordedOn} /> })}</span>
            )
          )}
          {deciders.length > 0 && <span>{deciders.join(', ')}</span>}
        </>
      }
      actions={<RecordActions record={record} />}
    />
  )
}
