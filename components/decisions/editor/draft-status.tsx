import { useTranslations } from 'next-intl'
import type { DraftState } from './use-draft.ts'

/** Whether what was typed is kept. */
export function DraftStatus({ state }: { readonly state: DraftState }) {
  const t = useTranslations('decisions.editor.draft')
  return (
    <span role="status" className={state === 'failed' ? 'text-bad' : undefined}>
      {t(state)}
    </span>
  )
}
