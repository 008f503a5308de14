'use client'

import { Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { liftHold, placeHold } from './commands.ts'
import type { StageKey } from './queries.ts'
import { ReasonDialog } from './reason-dialog.tsx'

interface HoldActionProps extends StageKey {
  readonly stageName: string
  readonly onDone?: () => void
}

/** Stops deployments to a stage until somebody lifts the hold or it ends by itself. */
export function PlaceHoldButton({ stageName, onDone, ...key }: HoldActionProps) {
  const t = useTranslations('deployments.hold')
  const [open, setOpen] = useState(false)
  const [until, setUntil] = useState('')
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Hand aria-hidden="true" className="size-4" />
        {t('place')}
      </Button>
      <ReasonDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('placeTitle', { stage: stageName })}
        hint={t('placeHint')}
        submitLabel={t('placeSubmit')}
        reasonLabel={t('reason')}
        onDone={onDone}
        act={(reason) =>
          placeHold(key, { reason, until: until ? new Date(until).toISOString() : undefined })
        }
      >
        <Field label={t('ends')}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      </ReasonDialog>
    </>
  )
}

export function LiftHoldButton({ stageName, onDone, ...key }: HoldActionProps) {
  const t = useTranslations('deployments.hold')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t('lift')}
      </Button>
      <ReasonDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('liftTitle', { stage: stageName })}
        hint={t('liftHint')}
        submitLabel={t('liftSubmit')}
        reasonLabel={t('reason')}
        onDone={onDone}
        act={(reason) => liftHold(key, reason)}
      />
    </>
  )
}
