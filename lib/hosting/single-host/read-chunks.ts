import type { Readable } from 'node:stream'

const maxQueued = 32

/**
 * What a stream brings, until its end or until `ended`. Reading stops while nobody takes it. Not the stream's own
 * iterator: that waits for ever when the connection below the stream is lost.
 */
export async function* readChunks(
  stream: Readable,
  ended: Promise<unknown>,
): AsyncGenerator<Buffer, void> {
  const chunks: Buffer[] = []
  let isOver = false
  let wake: (() => void) | null = null
  const notify = () => {
    wake?.()
    wake = null
  }
  const finish = () => {
    isOver = true
    notify()
  }
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    if (chunks.length >= maxQueued) stream.pause()
    notify()
  })
  stream.once('end', finish)
  void ended.then(finish)

  for (;;) {
    while (chunks.length === 0 && !isOver) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const chunk = chunks.shift()
    if (!chunk) return
    if (chunks.length < maxQueued / 2 && stream.isPaused()) stream.resume()
    yield chunk
  }
}
