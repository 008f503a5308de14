import type { BlockerReason } from './vocabulary.ts'

/** A moment as ISO 8601 text in UTC. */
export type Moment = string

/** Facts behind a stable word, for the sentence a screen builds from it. Inert text, no secrets. */
export type Details = Readonly<Record<string, unknown>>

export interface ActorName {
  readonly kind: string
  readonly name: string
}

export interface StageRef {
  readonly system: { readonly slug: string; readonly name: string }
  readonly stage: { readonly slug: string; readonly name: string; readonly risk: StageRisk }
}

export type StageRisk = 'development' | 'staging' | 'production'

/** Whether something can be done now, and every reason why not. */
export interface Availability {
  readonly available: boolean
  readonly blockers: readonly Blocker[]
}

/** One reason why something is not possible now, or a warning about doing it. */
export interface Blocker {
  readonly reason: BlockerReason
  readonly severity: 'blocking' | 'warning'
  readonly details: Details
  /** English; screens translate `reason` with `details` instead. */
  readonly sentence: string
}

export interface HoldView {
  readonly id: string
  readonly kind: 'rollback' | 'manual'
  readonly reason: string
  readonly createdBy: string
  readonly createdAt: Moment
  readonly until: Moment | null
  readonly deploymentId: string | null
}
