'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { ChecklistView } from '#lib/checklists/types.ts'
import { changeChecklist } from './commands.ts'
import { FormDialog } from './form-dialog.tsx'
import { useListChange } from './use-list-change.ts'

interface ChangeDialogProps {
  readonly list: ChecklistView
  readonly onClose: () => void
}

/** Where a list is to hold, who sees to it until when, and for leads whether it stops deployments. */
export function ChangeDialog({ list, onClose }: ChangeDialogProps) {
  const t = useTranslations('checklists.dialog')
  const [draft, setDraft] = useState(() => toDraft(list))
  const change = useListChange(
    list.id,
    () => changeChecklist(list.id, toInput(draft, list)),
    onClose,
  )
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return (
    <FormDialog
      title={t('changeTitle')}
      submitLabel={t('save')}
      isPending={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate(undefined)}
      onClose={onClose}
    >
      <Field label={t('stage')}>
        {(control) => (
          <Select
            {...control}
            value={draft.stage}
            options={[
              { value: '', label: t('noStage') },
              ...list.stages.map(({ system, slug, name }) => ({
                value: `${system}/${slug}`,
                label: name,
              })),
            ]}
            onChange={(event) => set({ stage: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('owner')} showOptional>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={draft.owner}
            onChange={(event) => set({ owner: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('deadline')} showOptional>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.deadline}
            onChange={(event) => set({ deadline: event.target.value })}
          />
        )}
      </Field>
      {list.may.freeze && (
        <Checkbox
          label={t('isGate')}
          checked={draft.isGate}
          onChange={(event) => set({ isGate: event.target.checked })}
        />
      )}
    </FormDialog>
  )
}

interface Draft {
  readonly stage: string
  readonly owner: string
  readonly deadline: string
  readonly isGate: boolean
}

function toDraft({ stage, owner, deadline, isGate }: ChecklistView): Draft {
  return {
    stage: stage ? `${stage.system}/${stage.slug}` : '',
    owner: owner ?? '',
    deadline: deadline ?? '',
    isGate,
  }
}

/** Whether it is a gate is sent only where it changes, because that asks for another role. */
function toInput({ stage, owner, deadline, isGate }: Draft, list: ChecklistView) {
  const [system = '', slug = ''] = stage.split('/')
  return {
    stage: stage === '' ? null : { system, stage: slug },
    owner: owner.trim() || null,
    deadline: deadline || null,
    ...(isGate === list.isGate ? {} : { isGate }),
  }
}
