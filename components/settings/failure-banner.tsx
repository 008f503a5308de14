import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import type { FailureReason } from './failure-reason.ts'

export function FailureBanner({ failure }: { readonly failure: FailureReason | null }) {
  const t = useTranslations('settings')
  if (!failure) return null
  const { reason, detail } = failure
  return <Banner tone="bad" title={t('failed', { reason: t(`reasons.${reason}`, { detail }) })} />
}
