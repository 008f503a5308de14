import type { JobExecution, JobResult, Runner } from '#sandbox/github/runner/port.ts'

export type Ending = JobResult['conclusion']

/** Executes jobs by the test's word, so that a run ends when the test wants it to and not before. */
export interface ScriptedRunner extends Runner {
  /** How jobs that start from now on end: at once, or when `finish` says so. */
  plan(next: Ending | 'wait'): void
  /** Ends the run's job that waits, and tells whether there was one. */
  finish(runId: number, conclusion?: Ending): boolean
  finishAll(conclusion?: Ending): void
  /** Runs whose job waits, oldest first. */
  listWaiting(): readonly number[]
}

export function createScriptedRunner(): ScriptedRunner {
  const waiting = new Map<number, (conclusion: Ending) => void>()
  let planned: Ending | 'wait' = 'success'

  async function execute(job: JobExecution): Promise<JobResult> {
    job.report.stepStarted(1)
    const conclusion = planned === 'wait' ? await waitForWord(job) : planned
    job.report.stepCompleted(1, conclusion)
    return { conclusion, outputs: {} }
  }

  function waitForWord({ runId, signal }: JobExecution): Promise<Ending> {
    return new Promise((resolve) => {
      const end = (conclusion: Ending) => {
        waiting.delete(runId)
        resolve(conclusion)
      }
      if (signal.aborted) return end('cancelled')
      signal.addEventListener('abort', () => end('cancelled'), { once: true })
      waiting.set(runId, end)
    })
  }

  function finish(runId: number, conclusion: Ending = 'success') {
    const end = waiting.get(runId)
    end?.(conclusion)
    return end !== undefined
  }

  return {
    execute,
    finish,
    plan(next) {
      planned = next
    },
    finishAll(conclusion) {
      for (const runId of [...waiting.keys()]) finish(runId, conclusion)
    },
    listWaiting: () => [...waiting.keys()],
  }
}
