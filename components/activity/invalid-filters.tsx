import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '#components/ui/button-style.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** In place of the list when the address holds filters that cannot be. */
export function InvalidFilters({ reason }: { readonly reason: string }) {
  const t = useTranslations('activity')
  const reset = (
    <Link className={buttonStyle()} href="/activity">
      {t('filter.reset')}
    </Link>
  )
  return <EmptyState title={t('invalid', { reason })} action={reset} />
}
