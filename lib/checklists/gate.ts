/** What `stage_state.checklist` holds: the gates of a stage and the open items that block. */
export interface GateProjection {
  readonly total: number
  readonly met: number
  readonly blocking: number
  /** The first of them. */
  readonly items: readonly {
    readonly checklistId: string
    readonly list: string
    readonly text: string
    /** State of the item, or why its check does not say yes. */
    readonly reason: string
  }[]
}
