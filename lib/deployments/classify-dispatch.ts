import type { Dispatched, GitHubFailure, Result } from '#lib/github/index.ts'
import type { StateReason } from './vocabulary.ts'

/** What one attempt to start the workflow proves. */
export type DispatchOutcome =
  | { readonly kind: 'started'; readonly runId: string; readonly runUrl: string | null }
  /** Something may have happened: look for it, never send again. */
  | { readonly kind: 'uncertain'; readonly reason: StateReason; readonly details: DispatchDetails }
  /** GitHub refused: nothing happened and nothing will. */
  | { readonly kind: 'rejected'; readonly reason: StateReason; readonly details: DispatchDetails }
  /** Certainly not accepted: send at `retryAt`. */
  | {
      readonly kind: 'postponed'
      readonly reason: StateReason
      readonly retryAt: Date
      readonly details: DispatchDetails
    }

export type DispatchDetails = Readonly<Record<string, string | number | null>>

const unreachableDelayMs = 15_000

/** Sorts an answer to the dispatch by what is certain about it. Doubt keeps the lock. */
export function classifyDispatch(result: Result<Dispatched>, now: Date): DispatchOutcome {
  if (!result.ok) return classifyFailure(result.failure, now)
  const { runId, runUrl } = result.value
  if (runId !== null) return { kind: 'started', runId, runUrl }
  return { kind: 'uncertain', reason: 'accepted_without_id', details: {} }
}

function classifyFailure(failure: GitHubFailure, now: Date): DispatchOutcome {
  const { message } = failure
  switch (failure.kind) {
    case 'not_accepted': {
      const details = { message, retryAt: failure.retryAt.toISOString() }
      const { retryAt } = failure
      return { kind: 'postponed', reason: 'github_rate_limited', retryAt, details }
    }
    case 'unreachable': {
      const retryAt = new Date(now.getTime() + unreachableDelayMs)
      return { kind: 'postponed', reason: 'github_unreachable', retryAt, details: { message } }
    }
    case 'unknown_outcome': {
      const details = { message, status: failure.status }
      return { kind: 'uncertain', reason: failure.cause, details }
    }
    case 'moved':
      return {
        kind: 'uncertain',
        reason: 'repository_moved',
        details: { repository: failure.repository, message },
      }
    case 'redirected':
      return { kind: 'uncertain', reason: 'answer_malformed', details: { message, status: 302 } }
    case 'rejected': {
      const { status, neededPermissions } = failure
      return {
        kind: 'rejected',
        reason: 'rejected',
        details: { message, status, neededPermissions },
      }
    }
    case 'not_found':
    case 'unauthorised':
    case 'suspended':
    case 'not_installed':
    case 'not_configured':
    case 'invalid_name':
      return { kind: 'rejected', reason: 'rejected', details: { message, cause: failure.kind } }
  }
}
