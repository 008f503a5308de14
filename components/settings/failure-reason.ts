import { ApiError } from '#components/api/request-json.ts'

const reasons = [
  'last_admin',
  'groups_unconfirmed',
  'sign_in_again',
  'role_missing',
  'unauthenticated',
  'not_found',
  'invalid_input',
  'credential_in_use',
  'encryption_key_wrong',
  'host_key_decided',
  'database_unavailable',
] as const

export interface FailureReason {
  /** Key of its text below `settings.reasons`. */
  readonly reason: (typeof reasons)[number] | 'other'
  /** The stages that are the reason, or the API's own words. */
  readonly detail: string
}

export function toFailureReason(error: unknown): FailureReason {
  const detail = error instanceof Error ? error.message : String(error)
  const code = error instanceof ApiError ? error.reason : ''
  const reason = reasons.find((known) => known === code) ?? 'other'
  return { reason, detail: listStages(error) ?? detail }
}

/** The stages an answer names as the reason. */
function listStages(error: unknown): string | null {
  const stages = error instanceof ApiError ? error.details.stages : null
  return Array.isArray(stages) ? stages.join(', ') : null
}
