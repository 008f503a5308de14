/** Why it is not known whether GitHub did what it was asked. */
export type UnknownCause = 'server_error' | 'timed_out' | 'connection_lost' | 'answer_malformed'

/** What went wrong, sorted by what it means for the caller. Texts are GitHub's own words, made inert. */
export type GitHubFailure =
  /** GitHub understood and refused: certainly nothing happened. */
  | {
      readonly kind: 'rejected'
      readonly status: number
      readonly message: string
      /** Permissions that would have sufficed, when GitHub names them. */
      readonly neededPermissions: string | null
    }
  /** Rate limited: certainly nothing happened, and nothing is sent before `retryAt`. */
  | { readonly kind: 'not_accepted'; readonly retryAt: Date; readonly message: string }
  /** It may have happened. A read that ends so simply brought no answer. */
  | {
      readonly kind: 'unknown_outcome'
      readonly cause: UnknownCause
      readonly status: number | null
      readonly message: string
    }
  | { readonly kind: 'not_found'; readonly message: string }
  | { readonly kind: 'unauthorised'; readonly message: string }
  /** The repository goes by another name now, which GitHub tells itself or behind its lasting id. */
  | {
      readonly kind: 'moved'
      readonly repository: string | null
      readonly repositoryId: string | null
      readonly message: string
    }
  /** Sent elsewhere for the content. `location` may carry a credential: never shown, never stored. */
  | { readonly kind: 'redirected'; readonly location: string; readonly message: string }
  | { readonly kind: 'suspended'; readonly message: string }
  | { readonly kind: 'not_installed'; readonly message: string }
  /** No connection came about, so nothing was sent. */
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'not_configured'; readonly message: string }
  /** The name cannot belong to a repository, account or ref; nothing was sent. */
  | { readonly kind: 'invalid_name'; readonly message: string }

export type GitHubFailureKind = GitHubFailure['kind']

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: GitHubFailure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = (failure: GitHubFailure): { ok: false; failure: GitHubFailure } => ({
  ok: false,
  failure,
})

/** Applies `to` to a value that arrived; a failure stays what it is. */
export function mapResult<T, U>(result: Result<T>, to: (value: T) => U): Result<U> {
  return result.ok ? ok(to(result.value)) : result
}
