import type { CheckName, CheckReason, CheckVerdict } from '../vocabulary.ts'
import type { StageReader } from './stage-reader.ts'

export type CheckParams = Readonly<Record<string, string | number | null>>

export interface CheckResult {
  readonly verdict: CheckVerdict
  /** Null for a yes. */
  readonly reason: CheckReason | null
  /** What the reason's sentence names: times as ISO 8601. */
  readonly params: CheckParams
  /** What was seen, as it is shown beside the answer; null where there is nothing to add. */
  readonly value: string | null
  /** When it was true; null for an answer that is about nothing measured. */
  readonly observedAt: string | null
  /** Who says so: `probes`, `platform`, `backups`, `settings`, `deployments`, `catalog`, `spikes`. */
  readonly source: string | null
  /** Place in the portal that shows it. */
  readonly link: string | null
}

export interface CheckInput {
  readonly reader: StageReader
  readonly parameters: Readonly<Record<string, string>>
}

/** A question about a stage that is answered from stored facts. */
export interface Check {
  readonly name: CheckName
  /** Names it understands after its own, as in `host=app.example`. */
  readonly parameters: readonly string[]
  /** Those it makes no sense without. */
  readonly required?: readonly string[]
  readonly read: (input: CheckInput) => Promise<CheckResult>
}

/** Where an answer comes from. */
export interface Seen {
  readonly source: string
  readonly link: string | null
  readonly observedAt: string | null
  readonly value?: string | null
}

export const yes = (seen: Seen): CheckResult => ({
  verdict: 'yes',
  reason: null,
  params: {},
  value: null,
  ...seen,
})

export const no = (reason: CheckReason, seen: Seen, params: CheckParams = {}): CheckResult => ({
  verdict: 'no',
  reason,
  params,
  value: null,
  ...seen,
})

export function unknown(
  reason: CheckReason,
  params: CheckParams = {},
  seen: Partial<Seen> = {},
): CheckResult {
  const nothing = { value: null, observedAt: null, source: null, link: null }
  return { verdict: 'unknown', reason, params, ...nothing, ...seen }
}
