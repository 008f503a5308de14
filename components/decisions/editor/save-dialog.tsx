'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextField } from '../record/cell-dialog.tsx'
import { EditDialog } from '../record/edit-dialog.tsx'

interface SaveDialogProps {
  readonly isInRepository: boolean
  readonly isPending: boolean
  readonly onClose: () => void
  readonly onSave: (reason: string | undefined) => void
}

/** Asks why, which stands beside the version and in the pull request. */
export function SaveDialog({ isInRepository, isPending, onClose, onSave }: SaveDialogProps) {
  const t = useTranslations('decisions.editor.saving')
  const [reason, setReason] = useState('')
  const words = reason.trim()
  return (
    <EditDialog
      title={t('title')}
      description={t(isInRepository ? 'toRepository' : 'toPortal')}
      onClose={onClose}
      isPending={isPending}
      error={null}
      isReady={words === '' || words.length >= 3}
      onSave={() => onSave(words || undefined)}
      saveLabel={t('submit')}
    >
      <TextField label={t('reason')} hint={t('reasonHint')} text={reason} onText={setReason} />
    </EditDialog>
  )
}
