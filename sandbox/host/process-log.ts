import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs'

const rotateAtBytes = 1_048_576
const tailBytes = 4096

export interface ProcessLog {
  /** Open for appending; hand it to the child as stdout and stderr, then close it here. */
  readonly descriptor: number
  /** Where the output of this run begins. */
  readonly offset: number
}

/** Opens the log of a process for one more run; a file grown large becomes `<file>.1` first. */
export function openProcessLog(file: string): ProcessLog {
  if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`)
  const descriptor = openSync(file, 'a')
  return { descriptor, offset: fstatSync(descriptor).size }
}

/** The last lines a process wrote, at most 4 kB, none older than the offset. */
export function readLogTail(file: string, lines: number, offset = 0): string[] {
  if (!existsSync(file)) return []
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const from = Math.max(offset, size - tailBytes)
    const buffer = Buffer.alloc(Math.max(0, size - from))
    readSync(descriptor, buffer, 0, buffer.length, from)
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines)
  } finally {
    closeSync(descriptor)
  }
}
