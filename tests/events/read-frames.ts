/** One server-sent event, as a browser would see it. */
export interface Frame {
  readonly id?: string
  readonly event?: string
  readonly data?: string
  readonly retry?: string
}

/** Reads a stream frame by frame; `undefined` once it has ended. */
export function readFrames(stream: ReadableStream<Uint8Array>) {
  const frames = parse(stream)
  return {
    /** The next frame of a kind; frames of other kinds before it are skipped. */
    nextOf: async (event: string): Promise<Frame | undefined> => {
      for (;;) {
        const { value } = await frames.next()
        if (!value || value.event === event) return value
      }
    },
    /** All changes up to the frame that says the past is told. */
    changesUntilHello: async (): Promise<readonly string[]> => {
      const keys: string[] = []
      for (;;) {
        const { value } = await frames.next()
        if (!value || value.event === 'hello') return keys
        if (value.event === 'change') keys.push(JSON.parse(value.data ?? '{}').key)
        if (value.event === 'reset') keys.push('reset')
      }
    },
  }
}

async function* parse(stream: ReadableStream<Uint8Array>): AsyncGenerator<Frame, undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) yield toFrame(block)
  }
  return undefined
}

function toFrame(block: string): Frame {
  return Object.fromEntries(
    block.split('\n').map((line) => {
      const at = line.indexOf(': ')
      return [line.slice(0, at), line.slice(at + 2)]
    }),
  )
}
