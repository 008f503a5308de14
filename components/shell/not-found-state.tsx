import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '#components/ui/button-style.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Icon } from '#components/ui/icon.tsx'

/** For what does not exist and for what the reader may not know of: the same words, so that neither gives the other away. */
export function NotFoundState() {
  const t = useTranslations('shell')
  return (
    <EmptyState
      isPage
      icon={<Icon name="search" />}
      title={t('notFound.title')}
      action={
        <Link href="/" className={buttonStyle()}>
          {t('error.home')}
        </Link>
      }
    >
      <p>{t('notFound.advice')}</p>
    </EmptyState>
  )
}
