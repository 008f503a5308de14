import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findComponent, findProcess, type ServerHost } from './server-host.ts'

export interface Entry {
  readonly unit: string
  /** Microseconds since 1970; no two of a unit are the same. */
  readonly micros: number
  readonly message: Buffer
  /** Hash of the message, as a cursor carries it. */
  readonly hash: string
  readonly pid: number | null
}

/** What the processes of these units really printed, oldest first. */
export function readEntries(host: ServerHost, units: readonly string[]): Entry[] {
  return units
    .flatMap((unit) => readUnit(host, unit))
    .sort((one, other) => one.micros - other.micros)
}

/** Changes whenever something was printed. */
export function readStamp(host: ServerHost, units: readonly string[]): string {
  return units
    .map((unit) => findLog(host, unit))
    .map((file) => {
      if (!file || !existsSync(file)) return ''
      const { ino, size } = statSync(file)
      return `${ino}:${size}`
    })
    .join(' ')
}

function readUnit(host: ServerHost, unit: string): Entry[] {
  const file = findLog(host, unit)
  if (!file) return []
  const pid = findProcess(host, unit)?.pid ?? null
  let micros = 0
  return [`${file}.1`, file].filter(existsSync).flatMap((part) => {
    const startedAt = statSync(part).birthtimeMs
    return splitLines(readFileSync(part)).map((message) => {
      const own = findTime(message) ?? (micros === 0 ? startedAt : null)
      micros = Math.max(micros + 1, Math.floor((own ?? 0) * 1_000))
      const hash = createHash('sha256').update(message).digest('hex').slice(0, 16)
      return { unit, micros, message, hash, pid }
    })
  })
}

/** A line that is still being written waits for its end. */
function splitLines(content: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = content.indexOf(10); end >= 0; end = content.indexOf(10, start)) {
    lines.push(content.subarray(start, end))
    start = end + 1
  }
  return lines
}

/** The sample systems begin a line with its time. */
function findTime(message: Buffer): number | null {
  const text = message.subarray(0, 24).toString('latin1')
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? Date.parse(text) : null
}

function findLog(host: ServerHost, unit: string): string | null {
  const component = findComponent(host, unit)
  return component ? join(host.stage.folder, 'logs', `${component}.log`) : null
}

const journalId = '7d3f0c6c0a7b4c2e9a5e1f42b8d6a901'
const bootId = '5c1d9e0f6a2b4d838e7f90a1b2c3d4e5'

export function toCursor({ micros, hash }: Entry): string {
  const time = micros.toString(16)
  return `s=${journalId};i=${time};b=${bootId};m=${time};t=${time};x=${hash}`
}

/** Null for text that is no cursor at all. */
export function parseCursor(
  text: string,
): { readonly micros: number; readonly hash: string } | null {
  const match =
    /^s=[0-9a-f]{32};i=[0-9a-f]+;b=[0-9a-f]{32};m=[0-9a-f]+;t=([0-9a-f]+);x=([0-9a-f]+)$/.exec(text)
  return match?.[1] && match[2] ? { micros: Number.parseInt(match[1], 16), hash: match[2] } : null
}

/** One line of `journalctl --output=json`. */
export function toJson(entry: Entry): string {
  const { unit, micros, message, pid } = entry
  return `${JSON.stringify({
    __CURSOR: toCursor(entry),
    __REALTIME_TIMESTAMP: String(micros),
    __MONOTONIC_TIMESTAMP: String(micros),
    _BOOT_ID: bootId,
    MESSAGE: isUtf8(message) && !message.includes(0) ? message.toString('utf8') : [...message],
    PRIORITY: '6',
    _TRANSPORT: 'stdout',
    _SYSTEMD_UNIT: unit,
    ...(pid === null ? {} : { _PID: String(pid) }),
  })}\n`
}
