import type { StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import type { MeasureName, MeasureUnit, UnknownReason } from './words.ts'

export type MeasureParams = Readonly<Record<string, string | number | null>>

/** What a measure is asked about. */
export interface MeasureInput {
  readonly ctx: Context
  readonly subject: StageSubject
  /** Seconds back from now; null for measures that look at now alone. */
  readonly windowSeconds: number | null
  readonly parameters: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** A value that was really measured, or why there is none: an absent fact is never 0. */
export type Measured =
  | {
      readonly known: true
      readonly value: number
      /** The truth lies between these; both are `value` where everything was seen, null is without bound. */
      readonly low?: number
      readonly high?: number | null
      readonly observedAt: Date
      /** Who says so: `probes`, `deployments`, `platform`, `logs`, `backups`. */
      readonly source: string
      /** Place in the portal that shows it. */
      readonly link: string
      /** What its sentence names. */
      readonly params: MeasureParams
    }
  | { readonly known: false; readonly reason: UnknownReason; readonly params: MeasureParams }

/** One thing that can be measured of a stage. */
export interface Measure {
  readonly name: MeasureName
  readonly unit: MeasureUnit
  /** Names it understands after its own, as in `component=worker`. */
  readonly parameters: readonly string[]
  /** Window when none is written; null for measures that have none. */
  readonly defaultWindowSeconds: number | null
  readonly longestWindowSeconds?: number
  readonly read: (input: MeasureInput) => Promise<Measured>
}

export function unknown(reason: UnknownReason, params: MeasureParams = {}): Measured {
  return { known: false, reason, params }
}

/** Address of a stage's page. */
export function toStageLink({ systemSlug, stageSlug }: StageSubject, page = ''): string {
  return `/systems/${systemSlug}/${stageSlug}${page}`
}
