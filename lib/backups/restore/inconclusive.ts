/** Why a restore could not be tried, or not to its end. Stable: stored, and translated by screens. */
export type InconclusiveReason =
  | 'no_backup'
  | 'no_download'
  | 'too_large'
  | 'timed_out'
  | 'interrupted'
  | 'tool_missing'
  | 'tool_too_old'
  | 'no_test_server'
  | 'test_server_unusable'
  | 'source_failed'
  | 'internal'

/** Thrown where nothing can be said about the backup itself. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive'
  readonly reason: InconclusiveReason
  /** Words of a tool or a source for a person; made inert before they are stored. */
  readonly detail: string | null

  constructor(reason: InconclusiveReason, detail: string | null = null) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}
