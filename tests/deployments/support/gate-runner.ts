import type { JobExecution, JobResult, Runner } from '#sandbox/github/runner/port.ts'

/** Executes jobs only as far as a test lets them. Without a script every job succeeds at once. */
export interface GateRunner extends Runner {
  /** Jobs from now on wait until they are let go. */
  hold(): void
  /** Ends what waits, and lets later jobs through. */
  release(conclusion?: JobResult['conclusion']): void
  /** Conclusion of jobs from now on. */
  conclude(conclusion: JobResult['conclusion']): void
}

export function createGateRunner(): GateRunner {
  let conclusion: JobResult['conclusion'] = 'success'
  let gate: PromiseWithResolvers<void> | null = null
  return {
    hold() {
      gate ??= Promise.withResolvers<void>()
    },
    release(next = 'success') {
      conclusion = next
      gate?.resolve()
      gate = null
    },
    conclude(next) {
      conclusion = next
    },
    async execute(job) {
      for (const [index] of job.steps.entries()) job.report.stepStarted(index + 1)
      job.report.line('Deploying')
      await waitUnlessAborted(gate?.promise, job)
      const result = job.signal.aborted ? 'cancelled' : conclusion
      for (const [index] of job.steps.entries()) job.report.stepCompleted(index + 1, result)
      return { conclusion: result, outputs: {} }
    },
  }
}

function waitUnlessAborted(promise: Promise<void> | undefined, { signal }: JobExecution) {
  if (!promise || signal.aborted) return Promise.resolve()
  const aborted = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  return Promise.race([promise, aborted])
}
