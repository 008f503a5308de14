'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { StageKey } from './queries.ts'

const PlatformRollBackDialog = lazy(async () => ({
  default: (await import('./platform-roll-back-dialog.tsx')).PlatformRollBackDialog,
}))

interface PlatformRollBackButtonProps extends StageKey {
  readonly stageName: string
}

/** Opens the dialog to go back by the platform's own means; its code is fetched on the first press. */
export function PlatformRollBackButton(stage: PlatformRollBackButtonProps) {
  const t = useTranslations('deployments.contract')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Undo2 aria-hidden="true" className="size-4" />
        {t('button')}
      </Button>
      {open && (
        <Suspense>
          <PlatformRollBackDialog {...stage} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
