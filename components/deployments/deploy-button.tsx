'use client'

import { Rocket } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useMemo, useState } from 'react'
import { usePageActions } from '#components/shell/page-actions.ts'
import { Button } from '#components/ui/button.tsx'
import type { StageKey } from './queries.ts'

const DeployDialog = lazy(async () => ({
  default: (await import('./deploy-dialog.tsx')).DeployDialog,
}))

interface DeployButtonProps extends StageKey {
  readonly stageName: string
  readonly variant?: 'primary' | 'secondary'
}

/** Opens the dialog to deploy to a stage; the dialog's code is fetched on the first press. */
export function DeployButton({ variant = 'primary', ...stage }: DeployButtonProps) {
  const t = useTranslations('deployments.deploy')
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const label = `${t('button')} ${stage.stageName}`
  const actions = useMemo(() => {
    const show = () => {
      setWanted(true)
      setOpen(true)
    }
    return [{ id: 'deploy', label, keywords: 'deploy deployen', onSelect: show }]
  }, [label])
  usePageActions(actions)
  return (
    <>
      <Button variant={variant} onClick={actions[0]?.onSelect}>
        <Rocket aria-hidden="true" className="size-4" />
        {t('button')}
      </Button>
      {wanted && (
        <Suspense>
          <DeployDialog {...stage} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
