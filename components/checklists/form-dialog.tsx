'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

interface FormDialogProps {
  readonly title: string
  readonly hint?: ReactNode
  readonly submitLabel: string
  readonly canSubmit?: boolean
  readonly isPending: boolean
  readonly error: Error | null
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A few fields and the act they belong to, with what the portal said against it. */
export function FormDialog(props: FormDialogProps) {
  const { title, hint, submitLabel, canSubmit = true, isPending, error, onSubmit, onClose } = props
  const t = useTranslations('checklists.dialog')
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={hint}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" pending={isPending} disabled={!canSubmit} onClick={onSubmit}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {error && (
          <Banner tone="bad" title={t('failed')}>
            <p>{error.message}</p>
          </Banner>
        )}
        {props.children}
      </div>
    </Dialog>
  )
}
