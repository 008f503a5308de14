'use client'

import { useTranslations } from 'next-intl'
import { toSafeUrl } from '#components/markdown/to-safe-url.ts'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { Task } from '#lib/documents/schemas.ts'
import { Problem } from '../problem.tsx'
import { AddTask } from './add-task.tsx'
import { useEdits } from './use-edits.ts'

interface RecordTasksProps {
  readonly id: string
  readonly version: number
  readonly list: 'open_questions' | 'follow_ups'
  /** As the text calls it. */
  readonly title: string | null
  readonly tasks: readonly Task[]
  readonly canWrite: boolean
}

/** Open questions or follow-ups; a box that stands in the text can be ticked. */
export function RecordTasks({ id, version, list, title, tasks, canWrite }: RecordTasksProps) {
  const t = useTranslations('decisions.tasks')
  const save = useEdits(id, version)
  const ticking = save.isPending ? save.variables?.[0] : undefined
  const open = tasks.filter(({ isTicked }) => isTicked !== true).length
  return (
    <Card
      title={title ?? t(list)}
      aside={<span className="text-xs text-muted">{t('open', { open })}</span>}
    >
      <div className="grid gap-2">
        <ul className="grid gap-1.5 text-sm">
          {tasks.map((task) => {
            const isPending = ticking?.kind === 'tick_task' && ticking.task === task.key
            if (task.isTicked === null) {
              return (
                <li key={task.key} className="ml-1 list-inside list-disc">
                  <TaskWords task={task} />
                </li>
              )
            }
            const isTicked = isPending ? !task.isTicked : task.isTicked
            return (
              <li key={task.key}>
                <Checkbox
                  checked={isTicked}
                  disabled={!canWrite}
                  label={<TaskWords task={task} />}
                  onChange={() =>
                    save.mutate([
                      { kind: 'tick_task', list, task: task.key, isTicked: !task.isTicked },
                    ])
                  }
                />
              </li>
            )
          })}
        </ul>
        <Problem error={save.error} />
        {canWrite && <AddTask list={list} id={id} version={version} />}
      </div>
    </Card>
  )
}

function TaskWords({ task }: { readonly task: Task }) {
  const url = toSafeUrl(task.url ?? undefined)
  return (
    <span className={task.isTicked ? 'text-muted line-through' : undefined}>
      <InlineCode text={task.text} />
      {url && (
        <>
          {' '}
          <a href={url} rel="noopener nofollow noreferrer" className="underline">
            {toShort(url)}
          </a>
        </>
      )}
    </span>
  )
}

const toShort = (url: string) => url.replace(/^https?:\/\//, '').slice(0, 60)

/** Words with what stands between backticks as code. */
function InlineCode({ text }: { readonly text: string }) {
  let at = 0
  return text.split('`').map((part, index) => {
    at += part.length + 1
    if (index % 2 === 0) return <span key={at}>{part}</span>
    return (
      <code key={at} className="rounded-xs bg-sunken px-1 text-[0.92em]">
        {part}
      </code>
    )
  })
}
