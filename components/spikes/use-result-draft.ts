'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SpikeView } from '#lib/spikes/types.ts'
import { changeSpike, type SpikeChange } from './commands.ts'
import { spikeQuery } from './queries.ts'
import { useCommand } from './use-command.ts'

export const resultParts = ['observations', 'recommendation', 'readiness'] as const
export type ResultPart = (typeof resultParts)[number]

type Draft = Partial<Record<ResultPart, string>>

/** How long somebody has to pause before what they typed is saved. */
const pauseMs = 1_500

/** What somebody typed of a result, saved by itself. What could not be saved is kept and tried again once it changes. */
export function useResultDraft(view: SpikeView) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>({})
  const [tried, setTried] = useState<Draft | null>(null)
  const { version } = view.document
  const save = useCommand(
    view.id,
    (sent: Draft) =>
      changeSpike(view.id, toChange(sent, version)).then((saved) => ({ saved, sent })),
    ({ saved, sent }) => {
      client.setQueryData(spikeQuery(view.id).queryKey, saved)
      setDraft((typed) => withoutSaved(typed, sent))
    },
  )
  const { mutate, isPending } = save
  const isDirty = resultParts.some((part) => draft[part] !== undefined)
  useEffect(() => {
    if (!isDirty || isPending || draft === tried) return
    const timer = setTimeout(() => {
      setTried(draft)
      mutate(draft)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [draft, tried, isDirty, isPending, mutate])
  return {
    textOf: (part: ResultPart) => draft[part] ?? view.result[part] ?? '',
    type: (part: ResultPart, text: string) => setDraft((before) => ({ ...before, [part]: text })),
    isDirty,
    isPending,
    error: save.error,
  }
}

function toChange(draft: Draft, baseVersion: number): SpikeChange {
  const edits = resultParts.flatMap((part) => {
    const text = draft[part]
    return text === undefined ? [] : [{ kind: 'set_result' as const, part, text }]
  })
  return { text: { edits, baseVersion } }
}

/** What was typed while it was being saved stays. */
function withoutSaved(typed: Draft, sent: Draft): Draft {
  const left = resultParts.filter((part) => typed[part] !== undefined && typed[part] !== sent[part])
  return Object.fromEntries(left.map((part) => [part, typed[part]]))
}
