'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { startTransition } from 'react'
import { ErrorState } from '#components/ui/error-state.tsx'

interface PortalErrorProps {
  readonly error: Error & { readonly digest?: string }
  readonly reset: () => void
}

/** A page of the portal that failed; the frame around it keeps working. */
export default function PortalError({ error, reset }: PortalErrorProps) {
  const t = useTranslations('shell.error')
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <ErrorState isPage title={t('title')} requestId={error.digest} onRetry={retry}>
      <p>{t('advice')}</p>
    </ErrorState>
  )
}
