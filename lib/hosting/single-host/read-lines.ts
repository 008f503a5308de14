import type { Readable } from 'node:stream'

/** A line, and whether its end was left out because it was longer than the limit. */
export interface ReadLine {
  readonly text: string
  readonly cut: boolean
}

/** Lines of a stream as they come, without the rest behind the last line end. Reading stops while nobody takes them. */
export async function* readLines(
  stream: Readable,
  { lineLimitBytes, ended }: { readonly lineLimitBytes: number; readonly ended: Promise<unknown> },
): AsyncGenerator<ReadLine, void> {
  const queue = createQueue(stream, ended)
  let parts: Buffer[] = []
  let size = 0
  for (;;) {
    const chunk = await queue.next()
    if (chunk === null) return
    let rest = chunk
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const piece = rest.subarray(0, end)
      rest = rest.subarray(end + 1)
      const cut = size + piece.length > lineLimitBytes
      const line = Buffer.concat([...parts, piece]).subarray(0, lineLimitBytes)
      parts = []
      size = 0
      yield { text: line.toString('utf8'), cut }
    }
    // Of a line that is too long already, only its length matters.
    if (size < lineLimitBytes) parts.push(rest)
    size += rest.length
  }
}

interface ChunkQueue {
  /** Null when the stream is over. */
  next(): Promise<Buffer | null>
}

const maxQueued = 32

// Not the stream's own iterator: it waits for ever when the connection below the stream is lost.
function createQueue(stream: Readable, ended: Promise<unknown>): ChunkQueue {
  const chunks: Buffer[] = []
  let isOver = false
  let wake: (() => void) | null = null
  const notify = () => {
    wake?.()
    wake = null
  }
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    if (chunks.length >= maxQueued) stream.pause()
    notify()
  })
  const finish = () => {
    isOver = true
    notify()
  }
  stream.once('end', finish)
  void ended.then(finish)
  return {
    async next() {
      while (chunks.length === 0 && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const chunk = chunks.shift()
      if (chunks.length < maxQueued / 2 && stream.isPaused()) stream.resume()
      return chunk ?? null
    },
  }
}
