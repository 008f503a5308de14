import { performance } from 'node:perf_hooks'

export interface Steps {
  /** Shows the step while it runs and one line with its duration when it is over. */
  run<T>(title: string, work: () => Promise<T>): Promise<T>
  /** A line of its own, above the running steps. */
  say(line: string): void
}

/** On a terminal the running steps are shown in a line that is redrawn; elsewhere only finished ones appear. */
export function createSteps(output: NodeJS.WriteStream): Steps {
  const running: string[] = []

  function redraw(finishedLine?: string): void {
    if (output.isTTY) output.write('\r\x1b[K')
    if (finishedLine !== undefined) output.write(`${finishedLine}\n`)
    if (output.isTTY && running.length > 0) {
      output.write(`  … ${running.join(', ')}`.slice(0, output.columns - 1))
    }
  }

  function finish(title: string, mark: string, startedAt: number): void {
    running.splice(running.indexOf(title), 1)
    redraw(`  ${mark} ${title} (${formatSeconds(performance.now() - startedAt)})`)
  }

  return {
    async run(title, work) {
      const startedAt = performance.now()
      running.push(title)
      redraw()
      try {
        const result = await work()
        finish(title, '✓', startedAt)
        return result
      } catch (error) {
        finish(title, '✗', startedAt)
        throw error
      }
    },
    say: redraw,
  }
}

function formatSeconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`
}
