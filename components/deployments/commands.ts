import { requestJson } from '#components/api/request-json.ts'
import type { DeploymentSummary } from '#lib/deployments/types.ts'
import { type StageKey, stagePath } from './queries.ts'

export interface TriggerInput {
  readonly ref: string
  readonly expectedCommitSha?: string
  readonly inputs: Readonly<Record<string, string>>
  readonly reason?: string
  readonly liftHold: boolean
  readonly passGate: boolean
}

/** The key is made once per opened form: sent twice it is still one deployment. */
export const triggerDeployment = (key: StageKey, input: TriggerInput, idempotencyKey: string) =>
  requestJson<DeploymentSummary>(`${stagePath(key)}/deployments`, {
    method: 'POST',
    body: input,
    headers: { 'idempotency-key': idempotencyKey },
  })

export const rollBack = (
  key: StageKey,
  input: { readonly deploymentId: string; readonly reason: string },
  idempotencyKey: string,
) =>
  requestJson<DeploymentSummary>(`${stagePath(key)}/rollbacks`, {
    method: 'POST',
    body: input,
    headers: { 'idempotency-key': idempotencyKey },
  })

export const rollBackOnPlatform = (
  key: StageKey,
  input: { readonly source: string; readonly releaseId: string; readonly reason: string },
  idempotencyKey: string,
) =>
  requestJson<DeploymentSummary>(`${stagePath(key)}/platform-rollbacks`, {
    method: 'POST',
    body: input,
    headers: { 'idempotency-key': idempotencyKey },
  })

export const settlePin = (
  key: StageKey,
  input: {
    readonly source: string
    readonly action: 'commit' | 'revert'
    readonly reason: string
  },
) => requestJson<unknown>(`${stagePath(key)}/platform-pin`, { method: 'POST', body: input })

export const cancelDeployment = (id: string, force: boolean) =>
  requestJson<unknown>(`/api/v1/deployments/${id}/cancel`, { method: 'POST', body: { force } })

export const detachDeployment = (id: string, reason: string) =>
  requestJson<unknown>(`/api/v1/deployments/${id}/detach`, { method: 'POST', body: { reason } })

export const placeHold = (
  key: StageKey,
  input: { readonly reason: string; readonly until?: string },
) => requestJson<unknown>(`${stagePath(key)}/holds`, { method: 'POST', body: input })

export const liftHold = (key: StageKey, reason: string) =>
  requestJson<unknown>(`${stagePath(key)}/holds`, { method: 'DELETE', body: { reason } })
