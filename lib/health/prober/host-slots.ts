/** Lets the tasks of one host take turns; when a turn takes long, a few run side by side. */
export interface HostSlots {
  run(host: string, task: () => Promise<void>): Promise<void>
}

interface Line {
  running: number
  readonly waiting: Set<() => void>
}

/** How long a task waits behind another before it starts beside it. */
export const patienceMs = 500

/** `most` is how many run side by side for one host at worst. */
export function createHostSlots(most: number): HostSlots {
  const lines = new Map<string, Line>()

  return {
    async run(host, task) {
      const line = lines.get(host) ?? { running: 0, waiting: new Set() }
      lines.set(host, line)
      if (line.running === 0) line.running = 1
      else await turn(line, most)
      try {
        await task()
      } finally {
        const [next] = line.waiting
        if (next) next()
        else if (--line.running === 0) lines.delete(host)
      }
    },
  }
}

// One after the other over one connection is what costs a target and us least; but a target that hangs must not make
// its other probes miss their slots.
function turn(line: Line, most: number): Promise<void> {
  return new Promise((resolve) => {
    const start = () => {
      clearTimeout(timer)
      line.waiting.delete(start)
      resolve()
    }
    const timer = setTimeout(() => {
      if (line.running >= most) return
      line.running += 1
      start()
    }, patienceMs)
    line.waiting.add(start)
  })
}
