'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { HoldView } from '#lib/deployments/types.ts'

interface HoldBannerProps {
  readonly hold: Omit<HoldView, 'id' | 'deploymentId'>
  readonly action?: ReactNode
}

/** Who stopped deployments to this stage, why, and until when. */
export function HoldBanner({ hold, action }: HoldBannerProps) {
  const t = useTranslations('deployments.hold')
  return (
    <Banner tone="warn" title={t(hold.kind)} action={action}>
      <p dir="auto">{hold.reason}</p>
      <p className="text-xs">
        {t('by', { name: hold.createdBy })} · <RelativeTime at={hold.createdAt} /> ·{' '}
        {hold.until
          ? t.rich('until', { date: () => <RelativeTime at={hold.until ?? ''} /> })
          : t('untilLifted')}
      </p>
    </Banner>
  )
}
