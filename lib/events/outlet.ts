/** Frames waiting for a browser that does not read; beyond, it is let go and continues later. */
const queueLimit = 1_000

/** The sending side of a stream that either side may end at any time. */
export interface Outlet {
  readonly readable: ReadableStream<Uint8Array>
  /** After the end it does nothing. */
  readonly send: (frame: Uint8Array) => void
  readonly end: () => void
  /** Fires once, whoever ended it. */
  readonly ended: AbortSignal
}

export function createOutlet(): Outlet {
  const ending = new AbortController()
  const end = () => ending.abort()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const readable = new ReadableStream<Uint8Array>(
    {
      start: (opened) => {
        controller = opened
      },
      cancel: () => {
        controller = undefined
        end()
      },
    },
    { highWaterMark: queueLimit },
  )
  ending.signal.addEventListener('abort', () => controller?.close(), { once: true })
  const send = (frame: Uint8Array) => {
    if (ending.signal.aborted || !controller) return
    controller.enqueue(frame)
    if ((controller.desiredSize ?? 0) <= 0) end()
  }
  return { readable, send, end, ended: ending.signal }
}
