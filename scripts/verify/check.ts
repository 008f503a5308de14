/** One thing that must be true of the checkout. */
export interface Check {
  readonly title: string
  /** Empty when all is well; otherwise one entry for each thing to mend. */
  run(signal: AbortSignal): Promise<readonly string[]>
}

export interface CheckResult {
  readonly title: string
  readonly problems: readonly string[]
}
