import { useTranslations } from 'next-intl'
import { ApiError } from '#components/api/request-json.ts'
import { Banner } from '#components/ui/banner.tsx'
import { hostingFailures } from '#lib/hosting/failure.ts'
import { FailureBanner } from './failure-banner.tsx'
import { toFailureReason } from './failure-reason.ts'

/** Why a host's key could not be read. */
export function HostKeyFailure({ error }: { readonly error: Error }) {
  const t = useTranslations('settings.hostKeys')
  const word = useTranslations('credentials.access.failures')
  const reason = error instanceof ApiError ? error.reason : ''
  const failure = hostingFailures.find((known) => reason === `platform_${known}`)
  if (!failure) return <FailureBanner failure={toFailureReason(error)} />
  return (
    <Banner tone="bad" title={t('unread')}>
      {failure === 'not_configured' ? t('notAllowed') : word(failure)}
    </Banner>
  )
}
