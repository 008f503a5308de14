import { useTranslations } from 'next-intl'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { DecisionStatus as Status } from '#lib/documents/words.ts'
import { statusLooks } from './looks.ts'

/** Status of a record as word, shape and colour. */
export function DecisionStatus({ status }: { readonly status: Status }) {
  const t = useTranslations('decisions.status')
  return <StatusWord {...statusLooks[status]}>{t(status)}</StatusWord>
}
