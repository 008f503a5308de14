import { Problem } from './problem.ts'

const limitBytes = 256 * 1024

/** All of standard input. A terminal is refused: what is typed there would stay on the screen. */
export async function readInput(): Promise<string> {
  if (process.stdin.isTTY) throw new Problem('Give it on standard input: … < FILE')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    size += chunk.length
    if (size > limitBytes) throw new Problem(`Standard input is larger than ${limitBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
