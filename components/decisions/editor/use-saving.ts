'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ApiError } from '#components/api/request-json.ts'
import { deleteDraft, resolveConflict, saveText } from '../commands.ts'
import { decisionHref } from '../queries.ts'
import type { ThreeTexts } from './merge-parts.ts'

/** Both sides changed the same places; `version` is what a text made of both would be saved upon. */
export interface Conflict extends ThreeTexts {
  readonly kind: 'version' | 'repository'
  readonly version: number
  readonly by: string | null
}

interface SavingInput {
  readonly id: string
  readonly version: number
  readonly baseVersion: number
  readonly keeping: { readonly end: () => void }
  readonly firstConflict: ThreeTexts | null
}

/** Saves the whole text, or opens what stands in its way. */
export function useSaving({ id, version, baseVersion, keeping, firstConflict }: SavingInput) {
  const router = useRouter()
  const client = useQueryClient()
  const [conflict, setConflict] = useState<Conflict | null>(
    firstConflict && { ...firstConflict, kind: 'repository', version, by: null },
  )
  const [reason, setReason] = useState<string>()
  const leave = async () => {
    keeping.end()
    // A draft that stays would come back as if it were newer.
    await deleteDraft(id).catch(() => {})
    await client.invalidateQueries({ queryKey: ['decisions'] })
    router.push(decisionHref(id))
    router.refresh()
  }
  const run = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: leave,
    onError: (error) => setConflict(toConflict(error) ?? conflict),
  })
  return {
    conflict,
    isPending: run.isPending,
    error: run.error && toConflict(run.error) ? null : run.error,
    save: (content: string, why: string | undefined) => {
      setReason(why)
      run.mutate(() => saveText(id, { content, baseVersion, ...(why ? { reason: why } : {}) }))
    },
    resolve: (content: string) => {
      if (!conflict) return
      const body = { content, baseVersion: conflict.version, ...(reason ? { reason } : {}) }
      run.mutate(() =>
        conflict.kind === 'repository' ? resolveConflict(id, body) : saveText(id, body),
      )
    },
    leaveConflict: () => setConflict(null),
    discard: () => void leave(),
  }
}

function toConflict(error: Error): Conflict | null {
  if (!(error instanceof ApiError) || error.reason !== 'document_changed') return null
  const { base, theirs, yours, currentVersion, changedBy } = error.details
  if (typeof base !== 'string' || typeof theirs !== 'string' || typeof yours !== 'string') {
    return null
  }
  return {
    ...{ base, theirs, yours, kind: 'version' },
    version: typeof currentVersion === 'number' ? currentVersion : 1,
    by: typeof changedBy === 'string' ? changedBy : null,
  }
}
