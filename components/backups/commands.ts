import { requestJson } from '#components/api/request-json.ts'
import type { BackupPingUrl } from '#lib/backups/types.ts'
import { policyPath, type StageKey } from './queries.ts'

/** The key is made once per press: sent twice it is still one backup. */
export const requestBackup = (key: StageKey, policy: string, idempotencyKey: string) =>
  requestJson<{ readonly id: string }>(`${policyPath(key, policy)}/runs`, {
    method: 'POST',
    headers: { 'idempotency-key': idempotencyKey },
  })

export const startRestoreTest = (key: StageKey, policy: string) =>
  requestJson<{ readonly id: string }>(`${policyPath(key, policy)}/restore-tests/start`, {
    method: 'POST',
  })

export interface RestoreTestDraft {
  readonly runId: string | null
  readonly destination: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly checks: readonly {
    readonly name: string
    readonly passed: boolean
    readonly found: string | null
  }[]
  readonly verdict: string
  readonly note: string | null
  readonly evidenceUrl: string | null
}

export const recordRestoreTest = (key: StageKey, policy: string, draft: RestoreTestDraft) =>
  requestJson<{ readonly id: string }>(`${policyPath(key, policy)}/restore-tests`, {
    method: 'POST',
    body: draft,
  })

export const readPingUrl = (key: StageKey, policy: string) =>
  requestJson<BackupPingUrl>(`${policyPath(key, policy)}/ping-url`)

export const rotatePingUrl = (key: StageKey, policy: string) =>
  requestJson<BackupPingUrl>(`${policyPath(key, policy)}/ping-url`, { method: 'POST' })
