import { useTranslations } from 'next-intl'
import { ApiError } from '#components/api/request-json.ts'
import { Banner } from '#components/ui/banner.tsx'
import { FailureBanner } from './failure-banner.tsx'
import { toFailureReason } from './failure-reason.ts'

/** Why a host's key could not be read. */
export function HostKeyFailure({ error }: { readonly error: Error }) {
  const t = useTranslations('settings.hostKeys')
  const word = useTranslations('credentials.access.failures')
  const reason = error instanceof ApiError ? error.reason : ''
  const failure = /^platform_(.+)$/.exec(reason)?.[1] ?? 'none'
  // Safe because the word is asked for before it is used.
  const known = failure as 'denied'
  if (!word.has(known)) return <FailureBanner failure={toFailureReason(error)} />
  return (
    <Banner tone="bad" title={t('unread')}>
      {failure === 'not_configured' ? t('notAllowed') : word(known)}
    </Banner>
  )
}
