import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'

const everyMs = 200
const maxBytes = 2 * 1024 * 1024

/** Lines of a file, at most its last 2 MB. */
export function readFileLines(file: string): string[] {
  const size = sizeOf(file)
  return split(readPart(file, Math.max(0, size - maxBytes), size)).lines
}

/** Hands over each new line of a file from now on, also after it was begun anew. Returns what ends it. */
export function followFile(file: string, onLine: (line: string) => void): () => void {
  let offset = sizeOf(file)
  let rest = ''
  const timer = setInterval(() => {
    const size = sizeOf(file)
    if (size < offset) offset = 0
    if (size === offset) return
    const part = split(rest + readPart(file, offset, size))
    offset = size
    rest = part.rest
    for (const line of part.lines) onLine(line)
  }, everyMs)
  return () => clearInterval(timer)
}

function sizeOf(file: string) {
  return existsSync(file) ? statSync(file).size : 0
}

function readPart(file: string, from: number, to: number): string {
  if (to <= from) return ''
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(to - from)
    const length = readSync(descriptor, buffer, 0, buffer.length, from)
    return buffer.toString('utf8', 0, length)
  } finally {
    closeSync(descriptor)
  }
}

function split(text: string) {
  const lines = text.split('\n')
  const rest = lines.pop() ?? ''
  return { lines, rest }
}
