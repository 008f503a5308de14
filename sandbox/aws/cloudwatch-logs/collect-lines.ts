import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import type { AppendedLine } from './log-store.ts'

export interface LineCollector {
  /** What was printed since the last time, in whole lines. */
  collect(): AppendedLine[]
}

const readAtMost = 2_097_152

/** Reads a process's log as an agent on its host does: from the beginning, then what is added, also past a rotation. */
export function createLineCollector(file: string, stream: string): LineCollector {
  const state = { inode: 0, offset: 0, rest: '' }
  const toLines = (text: string) => {
    const parts = (state.rest + text).split('\n')
    state.rest = parts.pop() ?? ''
    return parts.filter((line) => line !== '').map((message) => toLine(stream, message))
  }
  return {
    collect() {
      const lines: AppendedLine[] = []
      for (const path of [`${file}.1`, file]) {
        const part = readFrom(path, state)
        if (part === null) continue
        Object.assign(state, { inode: part.inode, offset: part.end })
        lines.push(...toLines(part.text))
      }
      return lines
    },
  }
}

interface Part {
  readonly inode: number
  readonly end: number
  readonly text: string
}

/** Null for a file that is not there, or was read before. */
function readFrom(path: string, { inode, offset }: { inode: number; offset: number }): Part | null {
  if (!existsSync(path)) return null
  const descriptor = openSync(path, 'r')
  try {
    const { ino, size } = fstatSync(descriptor)
    const isRotated = path.endsWith('.1')
    if (isRotated && inode !== 0 && ino !== inode) return null
    const start = ino === inode ? offset : 0
    const buffer = Buffer.alloc(Math.min(size - start, readAtMost))
    const read = readSync(descriptor, buffer, 0, buffer.length, start)
    return { inode: ino, end: start + read, text: buffer.toString('utf8', 0, read) }
  } finally {
    closeSync(descriptor)
  }
}

/** The sample systems begin a line with its time. */
function toLine(stream: string, message: string): AppendedLine {
  const at = Date.parse(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\b/.exec(message)?.[0] ?? '')
  return Number.isNaN(at) ? { stream, message } : { stream, message, at }
}
