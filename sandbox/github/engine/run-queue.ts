/** Tasks of one run follow each other; runs do not wait for each other. */
export interface RunQueue {
  add(runId: number, task: () => Promise<void>): void
  /** Resolves once nothing is queued. */
  idle(): Promise<void>
}

export function createRunQueue(): RunQueue {
  const tails = new Map<number, Promise<void>>()
  return {
    add(runId, task) {
      const tail = (tails.get(runId) ?? Promise.resolve()).then(task).catch((error: unknown) => {
        console.error(`Run ${runId}:`, error)
      })
      tails.set(runId, tail)
      void tail.then(() => {
        if (tails.get(runId) === tail) tails.delete(runId)
      })
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
