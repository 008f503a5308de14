import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import type { Writable } from 'node:stream'

const newline = 0x0a
const backslash = 0x5c
/** Lines of a dump that turn psql's own protection on and off; ours stays on. */
const restriction = /^\\(?:un)?restrict [A-Za-z0-9]+\r?\n?$/

/**
 * Feeds a plain dump to psql with its commands switched off: a dump is data, and `\!` in it would be a program on this
 * machine. https://www.postgresql.org/docs/current/app-psql.html (`\restrict`)
 */
export async function feedDump(input: Writable, file: string, key: string): Promise<void> {
  input.write(`\\restrict ${key}\n`)
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file)) {
    const block: Buffer = Buffer.concat([rest, chunk])
    const end = block.lastIndexOf(newline) + 1
    if (end > 0) await write(input, withoutRestrictions(block.subarray(0, end)))
    rest = block.subarray(end)
  }
  input.end(withoutRestrictions(rest))
}

function withoutRestrictions(lines: Buffer): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (let at = 0; at < lines.length; ) {
    const end = lines.indexOf(newline, at) + 1 || lines.length
    if (lines[at] === backslash && restriction.test(lines.toString('latin1', at, end))) {
      kept.push(lines.subarray(from, at))
      from = end
    }
    at = end
  }
  return kept.length === 0 ? lines : Buffer.concat([...kept, lines.subarray(from)])
}

async function write(input: Writable, bytes: Buffer): Promise<void> {
  if (!input.write(bytes)) await Promise.race([once(input, 'drain'), once(input, 'close')])
}
