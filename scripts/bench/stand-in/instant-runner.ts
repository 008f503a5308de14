import type { Runner } from '#sandbox/github/runner/port.ts'

/** Jobs that succeed at once and cost nothing: what deploying itself takes is not measured. */
export const instantRunner: Runner = {
  async execute({ steps, report }) {
    for (const [index] of steps.entries()) {
      report.stepStarted(index + 1)
      report.stepCompleted(index + 1, 'success')
    }
    return { conclusion: 'success', outputs: {} }
  },
}
