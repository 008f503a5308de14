import { setTimeout as wait } from 'node:timers/promises'
import { type Entry, parseCursor, readEntries, readStamp, toJson } from '../journal.ts'
import type { Session } from '../server-host.ts'

const pollMs = 200

interface Flags {
  readonly units: string[]
  reverse: boolean
  follow: boolean
  noTail: boolean
  lines: number | null
  since: number | null
  until: number | null
  afterCursor: string | null
}

/** `journalctl` with the flags the portal uses; every other one is refused as journalctl would. */
export async function journalctl(parameters: readonly string[], session: Session): Promise<number> {
  const flags = parseFlags(parameters)
  if (!flags) {
    session.complain('journalctl: unrecognized option\n')
    return 1
  }
  const { host, line } = session
  if (flags.afterCursor !== null) {
    const isLost = host.hasLostCursor(line) || parseCursor(flags.afterCursor) === null
    if (isLost) {
      session.complain('Failed to seek to cursor: Invalid argument\n')
      return 1
    }
  }
  const entries = select(readEntries(host, flags.units), flags)
  for (const entry of entries) session.write(toJson(entry))
  if (flags.follow) await follow(flags, session)
  return 0
}

async function follow(flags: Flags, { host, write, signal }: Session): Promise<void> {
  let last = readEntries(host, flags.units).at(-1)?.micros ?? 0
  let stamp = readStamp(host, flags.units)
  while (!signal.aborted) {
    await wait(pollMs, undefined, { signal }).catch(() => undefined)
    const next = readStamp(host, flags.units)
    if (signal.aborted || next === stamp) continue
    stamp = next
    for (const entry of readEntries(host, flags.units)) {
      if (entry.micros <= last) continue
      last = entry.micros
      write(toJson(entry))
    }
  }
}

function select(all: readonly Entry[], flags: Flags): readonly Entry[] {
  const { since, until, lines, reverse } = flags
  const cursor = flags.afterCursor === null ? null : parseCursor(flags.afterCursor)
  const within = all.filter(
    ({ micros, hash }) =>
      (since === null || micros >= since) &&
      (until === null || micros <= until) &&
      (cursor === null ||
        micros > cursor.micros ||
        (micros === cursor.micros && hash !== cursor.hash)),
  )
  // As journalctl does: following shows ten lines first unless it is told otherwise.
  const limit = lines ?? (flags.follow && !flags.noTail ? 10 : null)
  const newest = limit === null ? within : limit === 0 ? [] : within.slice(-limit)
  return reverse ? newest.toReversed() : newest
}

function parseFlags(parameters: readonly string[]): Flags | null {
  const flags: Flags = {
    units: [],
    reverse: false,
    follow: false,
    noTail: false,
    lines: null,
    since: null,
    until: null,
    afterCursor: null,
  }
  for (const parameter of parameters) {
    const [name = '', value = ''] = splitFlag(parameter)
    const take = takers[name]
    if (!take?.(flags, value)) return null
  }
  return flags
}

type Taker = (flags: Flags, value: string) => boolean

const takers: Readonly<Record<string, Taker>> = {
  '--output': (_flags, value) => value === 'json',
  '--output-fields': () => true,
  '--no-pager': () => true,
  '--all': () => true,
  '--unit': (flags, value) => flags.units.push(value) > 0,
  '--reverse': (flags) => {
    flags.reverse = true
    return true
  },
  '--follow': (flags) => {
    flags.follow = true
    return true
  },
  '--no-tail': (flags) => {
    flags.noTail = true
    return true
  },
  '--lines': (flags, value) => {
    flags.lines = Number(value)
    return /^\d+$/.test(value)
  },
  '--since': (flags, value) => {
    flags.since = toMicros(value)
    return flags.since !== null
  },
  '--until': (flags, value) => {
    flags.until = toMicros(value)
    return flags.until !== null
  },
  '--after-cursor': (flags, value) => {
    flags.afterCursor = value
    return true
  },
}

function splitFlag(parameter: string): [string, string] {
  const at = parameter.indexOf('=')
  return at < 0 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)]
}

/** `@` and seconds since 1970. */
function toMicros(value: string): number | null {
  const seconds = /^@(\d+(?:\.\d+)?)$/.exec(value)?.[1]
  return seconds === undefined ? null : Math.round(Number(seconds) * 1_000_000)
}
