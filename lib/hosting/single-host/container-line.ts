import { createHash } from 'node:crypto'
import type { LogLine } from '../log-port.ts'
import type { ReadLine } from './read-lines.ts'
import type { HostContainer } from './target.ts'

/** A line of a container, and the time reading can be taken up again from: RFC 3339 with nanoseconds. */
export interface ContainerLine {
  readonly stamp: string
  readonly line: LogLine
}

const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: (.*))?$/s

const leftOut = '[the rest of a line of more than 1 MB was left out]'

/** Null for a line without a time before it: the engine's own words. */
export function parseContainerLine(
  { text, cut }: ReadLine,
  { component, container }: HostContainer,
): ContainerLine | null {
  const [, stamp, said = ''] = stamped.exec(text) ?? []
  const at = new Date(stamp ?? '')
  if (!stamp || Number.isNaN(at.getTime())) return null
  return {
    stamp,
    line: {
      id: `${container};${stamp};${createHash('sha256').update(said).digest('hex').slice(0, 16)}`,
      ...{ at, component, instance: container, level: null },
      text: cut ? `${said} ${leftOut}` : said,
    },
  }
}
