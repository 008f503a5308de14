export const processActions = ['stop', 'start', 'restart', 'kill'] as const

export type ProcessAction = (typeof processActions)[number]

/** Stopping and starting single processes of a stage, to see how the rest of it behaves meanwhile. */
export interface ProcessControl {
  /** Slugs whose process it can control. */
  readonly components: readonly string[]
  /** Services beside the components that it can restart, e.g. `database`. */
  readonly services: readonly string[]
  /**
   * Does it to all processes of the component and sends its one call once: a lost answer is `outcome_unknown`. `kill`
   * ends the process as a crash would, so that whatever watches over it brings it back.
   */
  control(component: string, action: ProcessAction, signal: AbortSignal): Promise<void>
  /** Restarts a service; as often as `control`. */
  restartService(service: string, signal: AbortSignal): Promise<void>
  /** What is known of a process now, by which a call whose answer was lost can be judged. */
  readProcess(component: string, signal: AbortSignal): Promise<ProcessReading>
}

export interface ProcessReading {
  readonly state: 'running' | 'stopped' | 'changing' | 'unknown'
  /** Since when the process that runs does, to the second; null while none does. */
  readonly since: Date | null
}
