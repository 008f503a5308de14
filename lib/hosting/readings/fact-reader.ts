import type { RunSql } from '#lib/core/run-sql.ts'
import type { AdapterMember } from '../define-kind.ts'
import type { PlatformAdapter } from '../port.ts'
import type { PlannedStage } from './list-planned-stages.ts'

/** One row of the table of readings. */
export interface ReadingKey {
  readonly stageId: string
  /** `platform`, `vercel`, or the slug of a source or log of the stage. */
  readonly source: string
  /** The reader's fact, or that and `:` and what it is about. */
  readonly fact: string
}

/**
 * How one kind of fact is asked for and kept. Domains bring theirs; the worker hands all of them to `startReader`.
 */
export interface FactReader {
  /** What a row's fact is called, up to its first `:`. */
  readonly fact: string
  readonly intervalSeconds: number
  /** Past this age what was read says nothing any more. */
  readonly ttlSeconds: number
  /** Calls one reading sends where its kind of source does not say; counted against the budget of the account. */
  readonly calls: number
  /** Whether stages with the same target may share one answer. */
  readonly isShared: boolean
  /**
   * Sources that have the fact: all, those whose adapter has this member, those whose logs say how long they are kept,
   * or rows the reader finds itself. Rows of
   * stages that do not exist or of sources they do not have are ignored.
   */
  readonly plan:
    | 'every-source'
    | 'log-retention'
    | AdapterMember
    | ((run: RunSql, stages: readonly PlannedStage[]) => Promise<readonly ReadingKey[]>)
  /** Asks. The answer is stored as JSON, its text made inert; `undefined` counts as an empty answer. */
  readonly read: (
    adapter: PlatformAdapter,
    reading: ReadingKey,
    signal: AbortSignal,
  ) => Promise<unknown>
  /** In the transaction that stored answers or failures of these rows. */
  readonly project?: (run: RunSql, readings: readonly ReadingKey[]) => Promise<void>
}

export function findReader(readers: readonly FactReader[], fact: string): FactReader | null {
  const [name] = fact.split(':', 1)
  return readers.find((reader) => reader.fact === name) ?? null
}
