'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { moveHome } from '../commands.ts'
import { TextField } from './cell-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'

/** Moves a record between the portal and the repository of its system. */
export function HomeButton({ record }: { readonly record: DecisionDetail }) {
  const t = useTranslations('decisions.home')
  const [isOpen, setOpen] = useState(false)
  // Without a system there is no repository to go to.
  if (record.home === 'portal' && !record.system) return null
  return (
    <>
      <button type="button" className="underline" onClick={() => setOpen(true)}>
        {t(record.home === 'portal' ? 'toRepository' : 'toPortal')}
      </button>
      {isOpen && <HomeDialog record={record} onClose={() => setOpen(false)} />}
    </>
  )
}

interface HomeDialogProps {
  readonly record: DecisionDetail
  readonly onClose: () => void
}

function HomeDialog({ record, onClose }: HomeDialogProps) {
  const t = useTranslations('decisions.home')
  const router = useRouter()
  const [path, setPath] = useState(
    record.path ?? `docs/decisions/${record.number.toLowerCase()}.md`,
  )
  const [reason, setReason] = useState('')
  const isToRepository = record.home === 'portal'
  const move = useMutation({
    mutationFn: () =>
      moveHome(
        record.id,
        isToRepository
          ? { home: 'repository', path: path.trim(), reason: reason.trim() }
          : { home: 'portal', reason: reason.trim() },
      ),
    onSuccess: onClose,
    onSettled: () => router.refresh(),
  })
  return (
    <EditDialog
      title={t(isToRepository ? 'toRepository' : 'toPortal')}
      description={t(isToRepository ? 'toRepositoryHint' : 'toPortalHint')}
      onClose={onClose}
      isPending={move.isPending}
      error={move.error}
      isReady={reason.trim().length >= 3 && (!isToRepository || path.trim() !== '')}
      onSave={() => move.mutate()}
      saveLabel={t('move')}
    >
      {isToRepository && <TextField label={t('path')} text={path} onText={setPath} />}
      <TextField label={t('reason')} text={reason} onText={setReason} />
    </EditDialog>
  )
}
