import { createHash } from 'node:crypto'

export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly stream: string | null
  readonly text: string
}

/** Gives each new event its id, and null to one that an earlier pass already gave. */
export type Pass = (event: LogEvent) => string | null

export interface LineSieve {
  /** One more pass over the same log: what it shares with earlier passes falls through. */
  openPass(): Pass
}

const keptKeys = 20_000

/**
 * Tells apart what several readings of one log have in common. Live Tail gives its lines no id, so a line is known by
 * stream, time and text; equal ones are counted: the second within a pass is the second of all passes.
 */
export function createLineSieve(): LineSieve {
  const given = new Map<string, number>()
  return {
    openPass() {
      const seen = new Map<string, number>()
      return (event) => {
        const key = toKey(event)
        const count = (seen.get(key) ?? 0) + 1
        remember(seen, key, count)
        if (count <= (given.get(key) ?? 0)) return null
        remember(given, key, count)
        return count === 1 ? key : `${key}.${count}`
      }
    },
  }
}

function toKey({ at, stream, text }: LogEvent): string {
  return createHash('sha256')
    .update(JSON.stringify([stream, at, text]))
    .digest('base64url')
    .slice(0, 22)
}

function remember(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, count)
  const oldest = counts.keys().next().value
  if (counts.size > keptKeys && oldest !== undefined) counts.delete(oldest)
}
