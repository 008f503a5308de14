import { ApiError } from '#components/api/request-json.ts'

const reasons = [
  'last_admin',
  'groups_unconfirmed',
  'sign_in_again',
  'role_missing',
  'unauthenticated',
  'not_found',
  'invalid_input',
  'database_unavailable',
] as const

export interface FailureReason {
  /** Key of its text below `settings.reasons`. */
  readonly reason: (typeof reasons)[number] | 'other'
  /** The API's own words, for reasons without a text of their own. */
  readonly detail: string
}

export function toFailureReason(error: unknown): FailureReason {
  const detail = error instanceof Error ? error.message : String(error)
  const code = error instanceof ApiError ? error.reason : ''
  return { reason: reasons.find((known) => known === code) ?? 'other', detail }
}
