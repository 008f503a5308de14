'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { RollbackContract } from '#lib/deployments/platform/answer-schemas.ts'
import { settlePin } from './commands.ts'
import type { StageKey } from './queries.ts'
import { ReasonDialog } from './reason-dialog.tsx'

interface PinBannerProps extends StageKey {
  readonly stageName: string
  readonly pin: NonNullable<RollbackContract['pin']>
  readonly mayRollBack: boolean
}

/** A rollback on the platform keeps it from taking deployments until somebody confirms it or takes it back. */
export function PinBanner({ stageName, pin, mayRollBack, ...key }: PinBannerProps) {
  const t = useTranslations('deployments.pin')
  const router = useRouter()
  const [action, setAction] = useState<'commit' | 'revert' | null>(null)
  return (
    <Banner tone="warn" title={t('title')}>
      <p className="text-sm">
        {t('body')} {pin.since && <RelativeTime at={pin.since} form="since" />}
      </p>
      {mayRollBack && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setAction('commit')}>
            {t('commit')}
          </Button>
          <Button size="sm" variant="danger" onClick={() => setAction('revert')}>
            {t('revert')}
          </Button>
        </div>
      )}
      {action && (
        <ReasonDialog
          open
          onClose={() => setAction(null)}
          title={t(`${action}Title`, { stage: stageName })}
          hint={t(`${action}Hint`)}
          submitLabel={t(`${action}Submit`)}
          reasonLabel={t('reason')}
          onDone={() => router.refresh()}
          act={(reason) => settlePin(key, { source: pin.source, action, reason })}
        />
      )}
    </Banner>
  )
}
