'use client'

import { useTranslations } from 'next-intl'
import { ErrorState } from '#components/ui/error-state.tsx'

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string }
  readonly reset: () => void
}

/** A page outside the portal's frame that failed. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations('shell.error')
  return (
    <main className="mx-auto max-w-xl py-16">
      <ErrorState isPage title={t('title')} requestId={error.digest} onRetry={reset}>
        <p>{t('advice')}</p>
      </ErrorState>
    </main>
  )
}
