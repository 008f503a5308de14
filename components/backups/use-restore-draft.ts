'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '#components/api/request-json.ts'
import { recordRestoreTest } from './commands.ts'
import type { StageKey } from './queries.ts'

const empty = {
  runId: '',
  destination: '',
  startedAt: '',
  finishedAt: '',
  check: '',
  verdict: 'ok',
  note: '',
  evidenceUrl: '',
}

export type RestoreDraft = typeof empty

/** A restore that is being written down; times are those of the reader's own clock until they are sent. */
export function useRestoreDraft(key: StageKey, policy: string, onDone: () => void) {
  const [draft, setDraft] = useState(empty)
  const record = useMutation({
    mutationFn: () => recordRestoreTest(key, policy, toInput(draft)),
    onSuccess: onDone,
  })
  return {
    draft,
    set: (part: Partial<RestoreDraft>) => setDraft({ ...draft, ...part }),
    submit: () => record.mutate(),
    isPending: record.isPending,
    error: record.error,
    /** What is wrong with one field, as the portal said. */
    errorOf: (field: string) => findFieldError(record.error, field),
  }
}

function toInput(draft: RestoreDraft) {
  const passed = draft.verdict === 'ok'
  return {
    runId: draft.runId || null,
    destination: draft.destination,
    startedAt: toIso(draft.startedAt),
    finishedAt: toIso(draft.finishedAt),
    checks: draft.check.trim() ? [{ name: draft.check.trim(), passed }] : [],
    verdict: draft.verdict,
    note: draft.note.trim() || null,
    evidenceUrl: draft.evidenceUrl.trim() || null,
  }
}

/** What is no time is sent as it is, so that the portal says what is wrong with it. */
function toIso(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? local : at.toISOString()
}

function findFieldError(error: Error | null, field: string): string | null {
  if (!(error instanceof ApiError)) return null
  const { fields } = error.details
  if (!Array.isArray(fields)) return null
  const found: unknown = fields.find((entry) => entry?.path === field)
  return found && typeof found === 'object' && 'message' in found ? String(found.message) : null
}
