'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useMemo, useState } from 'react'
import { usePageActions } from '#components/shell/page-actions.ts'
import { Button } from '#components/ui/button.tsx'
import type { StageKey } from './queries.ts'

const RollBackDialog = lazy(async () => ({
  default: (await import('./roll-back-dialog.tsx')).RollBackDialog,
}))

interface RollBackButtonProps extends StageKey {
  readonly stageName: string
  readonly variant?: 'primary' | 'secondary'
}

/** Opens the dialog to go back to an earlier version; the dialog's code is fetched on the first press. */
export function RollBackButton({ variant = 'secondary', ...stage }: RollBackButtonProps) {
  const t = useTranslations('deployments.rollBack')
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const label = `${t('button')} ${stage.stageName}`
  const actions = useMemo(() => {
    const show = () => {
      setWanted(true)
      setOpen(true)
    }
    return [{ id: 'roll-back', label, keywords: 'rollback zurückrollen', onSelect: show }]
  }, [label])
  usePageActions(actions)
  return (
    <>
      <Button variant={variant} onClick={actions[0]?.onSelect}>
        <Undo2 aria-hidden="true" className="size-4" />
        {t('button')}
      </Button>
      {wanted && (
        <Suspense>
          <RollBackDialog {...stage} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
