import { createHash } from 'node:crypto'
import type { LogLine } from '../log-port.ts'
import type { LogType } from './client.ts'

export interface LogOrigin {
  readonly component: string
  readonly type: LogType
  readonly deploymentId: string
  /** For lines that begin without a time of their own. */
  readonly startedAt: Date
  /** When the deployment was done; null while it is in progress or when that is not told. */
  readonly endedAt: Date | null
}

const withTime =
  /^(?:(?<source>\S+) )?(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) ?(?<text>.*)$/s

/**
 * Reads lines of one component in their order. Each begins with the component and the time it was written; a line of a
 * build may lack both and then counts to the one before it.
 */
export function createLineReader(origin: LogOrigin): (line: string) => LogLine {
  const seen = new Map<string, number>()
  let at = origin.startedAt
  return (line) => {
    const groups = withTime.exec(line)?.groups
    if (groups?.time) at = new Date(groups.time)
    const source = groups?.source
    const times = (seen.get(line) ?? 0) + 1
    seen.set(line, times)
    return {
      id: toId(origin, line, times),
      at,
      component: origin.component,
      instance: toInstance(origin, source),
      text: groups?.text ?? line,
      level: null,
    }
  }
}

function toInstance({ component, type }: LogOrigin, source: string | undefined): string | null {
  if (type !== 'RUN') return type.toLowerCase()
  return source === undefined || source === component ? null : source
}

// Lines have no number of their own. The same text at the same time is told apart by how often it was there before.
function toId({ component, type, deploymentId }: LogOrigin, line: string, times: number): string {
  return createHash('sha256')
    .update(JSON.stringify([deploymentId, component, type, line, times]))
    .digest('base64url')
    .slice(0, 22)
}
