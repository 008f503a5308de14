import { useTranslations } from 'next-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** Says which role is missing and who gives it. */
export function NotAllowed({ kind }: { readonly kind: 'read' | 'write' | 'import' }) {
  const t = useTranslations('decisions.notAllowed')
  return (
    <EmptyState isPage title={t(`title.${kind}`)}>
      {t(kind === 'read' ? 'hintRead' : 'hintWrite')}
    </EmptyState>
  )
}
