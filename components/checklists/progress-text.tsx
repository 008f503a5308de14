import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { ChecklistSummary } from '#lib/checklists/types.ts'
import { listLooks } from './looks.ts'

type Progress = Pick<
  ChecklistSummary,
  'state' | 'met' | 'total' | 'blocking' | 'isOverdue' | 'isGate'
>

/** "11 of 14, 2 blocking", with the state in a word. */
export function ProgressText({ list }: { readonly list: Progress }) {
  const t = useTranslations('checklists')
  const { state, met, total, blocking, isOverdue, isGate } = list
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <StatusWord {...listLooks[state]}>{t(`state.${state}`)}</StatusWord>
      <span className="tabular">{t('progress', { met, total })}</span>
      {blocking > 0 && (
        <span className="tabular text-bad">{t('blocking', { count: blocking })}</span>
      )}
      {isOverdue && (
        <Badge tone="bad" shape="clock">
          {t('overdue')}
        </Badge>
      )}
      {isGate && <Badge>{t('gate')}</Badge>}
    </span>
  )
}
