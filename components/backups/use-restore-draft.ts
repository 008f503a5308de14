'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '#components/api/request-json.ts'
import { toVerdict } from '#lib/backups/policy.ts'
import type { Verdict } from '#lib/backups/words.ts'
import { recordRestoreTest } from './commands.ts'
import type { StageKey } from './queries.ts'

const empty = {
  runId: '',
  destination: '',
  startedAt: '',
  finishedAt: '',
  note: '',
  evidenceUrl: '',
}

type Texts = typeof empty

/** One thing that was looked at; the key is its row's. */
export interface CheckDraft {
  readonly key: number
  readonly name: string
  readonly passed: boolean
  readonly found: string
}

export interface RestoreDraft extends Texts {
  readonly checks: readonly CheckDraft[]
  /** Null follows the checks. */
  readonly verdict: Verdict | null
}

const toCheck = (key: number): CheckDraft => ({ key, name: '', passed: true, found: '' })

/** Rows that say something. */
const filled = (checks: readonly CheckDraft[]) =>
  checks.filter(({ name, found }) => name.trim() !== '' || found.trim() !== '')

/** A restore that is being written down; times are those of the reader's own clock until they are sent. */
export function useRestoreDraft(key: StageKey, policy: string, onDone: () => void) {
  const [draft, setDraft] = useState<RestoreDraft>({
    ...empty,
    checks: [toCheck(0)],
    verdict: null,
  })
  const said = toVerdict(filled(draft.checks))
  const setChecks = (checks: readonly CheckDraft[]) => setDraft({ ...draft, checks })
  const record = useMutation({
    mutationFn: () => recordRestoreTest(key, policy, toInput(draft)),
    onSuccess: onDone,
  })
  return {
    draft,
    set: (part: Partial<RestoreDraft>) => setDraft({ ...draft, ...part }),
    /** What counts: what was chosen, or else what the checks say. */
    verdict: draft.verdict ?? said ?? 'ok',
    /** Whether something else was chosen than the checks say. */
    isOverruled: draft.verdict !== null && said !== null && draft.verdict !== said,
    addCheck: () => setChecks([...draft.checks, toCheck((draft.checks.at(-1)?.key ?? 0) + 1)]),
    changeCheck: (key: number, part: Partial<CheckDraft>) =>
      setChecks(draft.checks.map((check) => (check.key === key ? { ...check, ...part } : check))),
    removeCheck: (key: number) => setChecks(draft.checks.filter((check) => check.key !== key)),
    submit: () => record.mutate(),
    isPending: record.isPending,
    error: record.error,
    /** What is wrong with one field, as the portal said. */
    errorOf: (field: string) => findFieldError(record.error, field),
  }
}

function toInput(draft: RestoreDraft) {
  const checks = filled(draft.checks)
  return {
    runId: draft.runId || null,
    destination: draft.destination,
    startedAt: toIso(draft.startedAt),
    finishedAt: toIso(draft.finishedAt),
    checks: checks.map(({ name, passed, found }) => ({
      name: name.trim(),
      passed,
      found: found.trim() || null,
    })),
    verdict: draft.verdict ?? toVerdict(checks) ?? 'ok',
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
  const found: unknown = fields.find(
    (entry) => entry?.path === field || String(entry?.path).startsWith(`${field}.`),
  )
  return found && typeof found === 'object' && 'message' in found ? String(found.message) : null
}
