'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Problem } from '../problem.tsx'

interface EditDialogProps {
  readonly title: string
  readonly description?: string
  readonly onClose: () => void
  readonly onSave: () => void
  readonly isPending: boolean
  readonly error: Error | null
  readonly isReady?: boolean
  readonly saveLabel?: string
  /** Buttons beside saving: remove, open again. */
  readonly more?: ReactNode
  readonly size?: 'sm' | 'md' | 'lg'
  readonly children: ReactNode
}

/** The frame of every form that changes a part of a record. */
export function EditDialog(props: EditDialogProps) {
  const { title, description, onClose, onSave, isPending, error, isReady = true, more } = props
  const t = useTranslations('decisions.dialog')
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      size={props.size}
      footer={
        <>
          {more}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" disabled={!isReady} pending={isPending} onClick={onSave}>
            {props.saveLabel ?? t('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Problem error={error} />
        {props.children}
      </div>
    </Dialog>
  )
}
