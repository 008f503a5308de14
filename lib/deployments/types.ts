import type { DeploymentKind, DeploymentState, StateReason } from './vocabulary.ts'

export type * from './answers/candidates.ts'
export type * from './answers/common.ts'
export type * from './answers/detail.ts'
export type * from './answers/job-log.ts'
export type * from './answers/options.ts'
export type * from './answers/summary.ts'

/** A moment as ISO 8601 text in UTC. */
type Moment = string

/**
 * What the board keeps of a deployment in `stage_state`. `reason` is the stable word behind the state, `actor` the name
 * of who asked for it.
 */
export interface StageDeployment {
  readonly id: string
  readonly number: number
  readonly kind: DeploymentKind
  readonly state: DeploymentState
  readonly version: string
  readonly commitSha: string | null
  readonly createdAt: Moment
  readonly finishedAt: Moment | null
  readonly reason: StateReason | null
  readonly actor: string
}

export interface ActiveStageDeployment extends StageDeployment {
  readonly startedAt: Moment | null
  readonly usualDurationSeconds: number | null
}
