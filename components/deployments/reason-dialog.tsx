'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { ProblemBanner } from './problem-banner.tsx'

interface ReasonDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** What happens, and what stays as it is. */
  readonly hint: ReactNode
  /** Names the act. */
  readonly submitLabel: string
  readonly danger?: boolean
  /** Absent: the act needs no reason. */
  readonly reasonLabel?: string
  readonly act: (reason: string) => Promise<unknown>
  readonly onDone?: () => void
  readonly children?: ReactNode
}

/** Confirms an act in words, with a reason where one is kept. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { open, onClose, title, hint, submitLabel, danger, reasonLabel, act, onDone } = props
  const t = useTranslations('deployments.actions')
  const [reason, setReason] = useState('')
  const run = useMutation({
    mutationFn: () => act(reason.trim()),
    onSuccess: () => {
      onDone?.()
      onClose()
    },
  })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            pending={run.isPending}
            disabled={reasonLabel !== undefined && reason.trim().length < 3}
            onClick={() => run.mutate()}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-sm">
        <ProblemBanner error={run.error} />
        <p>{hint}</p>
        {props.children}
        {reasonLabel && (
          <Field label={reasonLabel} required>
            {(control) => (
              <Textarea
                {...control}
                maxLength={1_000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  )
}
