'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Problem } from '../problem.tsx'
import { useEdits } from './use-edits.ts'

interface AddTaskProps {
  readonly id: string
  readonly version: number
  readonly list: 'open_questions' | 'follow_ups'
}

/** One line more at the end of a list. */
export function AddTask({ id, version, list }: AddTaskProps) {
  const t = useTranslations('decisions.tasks')
  const [text, setText] = useState('')
  const save = useEdits(id, version, () => setText(''))
  const words = text.trim()
  return (
    <form
      className="grid gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        if (words === '' || save.isPending) return
        save.mutate([
          { kind: list === 'follow_ups' ? 'add_follow_up' : 'add_open_question', text: words },
        ])
      }}
    >
      <div className="flex gap-2">
        <Input
          aria-label={t(`add.${list}`)}
          placeholder={t(`add.${list}`)}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={words === ''} pending={save.isPending}>
          {t('addButton')}
        </Button>
      </div>
      <Problem error={save.error} />
    </form>
  )
}
