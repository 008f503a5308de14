'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { supersede } from '../commands.ts'
import { graphQuery } from '../queries.ts'
import { TextField } from './cell-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'

interface SupersedeDialogProps {
  readonly record: DecisionDetail
  readonly onClose: () => void
}

/** Names the record that takes this one's place; both texts say so afterwards. */
export function SupersedeDialog({ record, onClose }: SupersedeDialogProps) {
  const t = useTranslations('decisions.supersede')
  const router = useRouter()
  const client = useQueryClient()
  const { data } = useQuery(graphQuery())
  const [by, setBy] = useState('')
  const [reason, setReason] = useState('')
  const others = (data?.nodes ?? []).filter(({ id }) => id !== record.id)
  const isKnown = others.some(({ id }) => id === by.trim())
  const run = useMutation({
    mutationFn: () => supersede(record.id, { by: by.trim(), reason: reason.trim() }),
    onSuccess: onClose,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['decisions'] })
      router.refresh()
    },
  })
  return (
    <EditDialog
      title={t('title', { number: record.number })}
      description={t('hint')}
      onClose={onClose}
      isPending={run.isPending}
      error={run.error}
      isReady={isKnown && reason.trim().length >= 3}
      onSave={() => run.mutate()}
      saveLabel={t('submit')}
    >
      <Field label={t('by')} error={by && data && !isKnown ? t('unknown') : undefined}>
        {(control) => (
          <>
            <Input
              {...control}
              list="records-to-choose"
              autoComplete="off"
              value={by}
              onChange={(event) => setBy(event.target.value)}
            />
            <datalist id="records-to-choose">
              {others.slice(0, 500).map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <TextField label={t('reason')} text={reason} onText={setReason} />
    </EditDialog>
  )
}
