/**
 * What a platform's stand-in can be told to do with every request from now on. `empty` is the emptiest answer that
 * counts as success on the wire (`200 {}`, an empty list, a command without output); `wrong-shape` is a success of
 * another shape; `hang` accepts and never answers; `throttled` is the platform's own "too many requests".
 */
export const standInEffects = ['denied', 'throttled', 'empty', 'wrong-shape', 'hang'] as const

export type StandInEffect = (typeof standInEffects)[number]

export interface StandInRequest {
  /** As the platform calls it: `GET /v2/apps/1`, `DescribeServices`, a command. */
  readonly call: string
  /** Whether it asks for a change. */
  readonly changes: boolean
}

export interface HostingStandIn {
  /** Null answers properly again. */
  fault(effect: StandInEffect | null): void
  /** Everything received so far, oldest first. */
  requests(): readonly StandInRequest[]
  close(): Promise<void>
}
