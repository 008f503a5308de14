import type { ChildProcess } from 'node:child_process'
import { createWriteStream, renameSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const rotateAtBytes = 20 * 1024 * 1024
const rememberedLines = 20

export interface ProcessLog {
  readonly file: string
  /** Writes what the child says to the file; returns its last lines, which grow as it speaks. */
  follow(child: ChildProcess): readonly string[]
}

export interface ProcessLogOptions {
  readonly file: string
  isNoteworthy(line: string): boolean
  /** Called with every noteworthy line. */
  echo(line: string): void
}

export function createProcessLog(options: ProcessLogOptions): ProcessLog {
  const size = statSync(options.file, { throwIfNoEntry: false })?.size ?? 0
  if (size > rotateAtBytes) renameSync(options.file, `${options.file}.1`)
  const output = createWriteStream(options.file, { flags: 'a', mode: 0o600 })

  function followStream(stream: Readable, last: string[]): void {
    createInterface({ input: stream }).on('line', (line) => {
      output.write(`${line}\n`)
      last.push(line)
      if (last.length > rememberedLines) last.shift()
      if (options.isNoteworthy(line)) options.echo(line)
    })
  }

  return {
    file: options.file,
    follow(child) {
      const last: string[] = []
      for (const stream of [child.stdout, child.stderr]) if (stream) followStream(stream, last)
      return last
    },
  }
}

/** Records of our logger from warning upwards, and whatever is neither a record nor Next's greeting. */
export function isNoteworthyRecord(line: string): boolean {
  if (/^\{"level":"(trace|debug|info)"/.test(line)) return false
  return !/^\s*($|[▲✓-] )/.test(line)
}

/** Lines of PostgreSQL that say more than that a client made a mistake. */
export function isNoteworthyServerLine(line: string): boolean {
  const expected = /the database system is|terminating connection due to administrator command/
  return /\b(WARNING|FATAL|PANIC): /.test(line) && !expected.test(line)
}
