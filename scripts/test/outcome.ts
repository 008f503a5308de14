/** What one suite of the run did. */
export interface Outcome {
  readonly suite: string
  readonly passed: number
  /** One line for each failure; a suite that fails as a whole has one too. */
  readonly failures: readonly string[]
}

/** A test that may be skipped under a condition that holds now. */
export interface AllowedSkip {
  /** Part of the full name of the test. */
  readonly name: string
  readonly reason: string
}

/** The part of a test that every runner reports. */
export interface TestReport {
  readonly name: string
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly reason?: string
}

/** Counts a suite. Collecting nothing is a failure, and so is a skipped test that nobody allowed. */
export function toOutcome(
  suite: string,
  reports: readonly TestReport[],
  allowedSkips: readonly AllowedSkip[] = [],
): Outcome {
  if (reports.length === 0) return { suite, passed: 0, failures: [`${suite} ran no test at all.`] }
  const isAllowed = (name: string) => allowedSkips.some((skip) => name.includes(skip.name))
  const failures = reports.flatMap(({ name, status, reason }) => {
    if (status === 'failed') return [reason ? `${name}: ${reason}` : name]
    return status === 'skipped' && !isAllowed(name) ? [`${name} was skipped.`] : []
  })
  return {
    suite,
    passed: reports.filter(({ status }) => status === 'passed').length,
    failures,
  }
}

/** The last line of a run. */
export function toTotal(outcomes: readonly Outcome[]): string {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failures.length, 0)
  return `${passed} passed, ${failed} failed`
}
