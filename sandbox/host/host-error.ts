export type HostErrorReason =
  | 'invalid_request'
  | 'unauthorized'
  | 'unknown_stage'
  | 'unknown_component'
  | 'unknown_commit'
  | 'not_a_release'
  | 'start_failed'

/** What the host's control API answers a request with that it cannot fulfil. */
export class HostError extends Error {
  readonly reason: HostErrorReason
  /** The last lines of the process that failed. */
  readonly log: readonly string[]

  constructor(reason: HostErrorReason, message: string, log: readonly string[] = []) {
    super(message)
    this.name = 'HostError'
    this.reason = reason
    this.log = log
  }
}
