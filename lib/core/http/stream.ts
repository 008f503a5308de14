import { type Dispatcher, request, WebSocket } from 'undici'
import { classifyError } from './classify-error.ts'
import type { Connections } from './connections.ts'
import { type Guard, refuseEarly } from './guard.ts'
import { OutboundError, type OutboundFailure, outboundFailure } from './outbound-failure.ts'
import { type HttpTarget, parseTarget } from './parse-target.ts'

const startTimeoutMs = 10_000
const maxQueuedMessages = 10_000

/** Bytes from an address that keeps sending, under the guard's rules. */
export async function* streamOutbound(
  guard: Guard,
  connections: Connections,
  url: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const isSocket = /^wss?:/i.test(url)
  // To the guard a WebSocket is the request it begins with.
  const target = parseTarget(isSocket ? url.replace(/^ws/i, 'http') : url)
  if (!target.ok) throw new OutboundError(target)
  const refusal = refuseEarly(guard, target)
  if (refusal) throw new OutboundError(refusal)
  if (isSocket) yield* readSocket(connections, target, signal)
  else yield* readBody(connections, target, signal)
}

async function* readBody(connections: Connections, target: HttpTarget, signal: AbortSignal) {
  const starting = new AbortController()
  const timer = setTimeout(() => starting.abort(), startTimeoutMs)
  let answer: Dispatcher.ResponseData
  try {
    answer = await request(target.origin + target.path, {
      dispatcher: connections.fresh,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Leitstand' },
      signal: AbortSignal.any([signal, starting.signal]),
    })
  } catch (error) {
    if (starting.signal.aborted) throw new OutboundError(lateFailure())
    throw new OutboundError(classifyError(error, 'exchange'))
  } finally {
    clearTimeout(timer)
  }
  if (answer.statusCode !== 200) {
    answer.body.on('error', () => undefined).destroy()
    throw new StreamRefused(answer.statusCode)
  }
  try {
    yield* answer.body as AsyncIterable<Uint8Array>
  } catch (error) {
    if (!signal.aborted) throw new OutboundError(classifyError(error, 'exchange'))
  }
}

async function* readSocket(connections: Connections, target: HttpTarget, signal: AbortSignal) {
  const socket = new WebSocket(target.origin.replace(/^http/, 'ws') + target.path, {
    dispatcher: connections.fresh,
  })
  const queue: Uint8Array[] = []
  let ended: OutboundFailure | 'ended' | null = null
  let wake = () => {}
  const end = (outcome: OutboundFailure | 'ended') => {
    ended ??= outcome
    wake()
  }
  const timer = setTimeout(() => end(lateFailure()), startTimeoutMs)
  socket.addEventListener('open', () => clearTimeout(timer))
  socket.addEventListener('message', ({ data }) => {
    if (queue.length < maxQueuedMessages) queue.push(Buffer.from(String(data)))
    wake()
  })
  // The handshake's status is not told; a server that refuses it closes without ever having opened.
  socket.addEventListener('error', () => end(outboundFailure('connection_lost')))
  socket.addEventListener('close', () => end('ended'))
  signal.addEventListener('abort', () => end('ended'), { once: true })
  if (signal.aborted) end('ended')
  try {
    for (;;) {
      const next = queue.shift()
      if (next) yield next
      else if (ended === 'ended') return
      else if (ended) throw new OutboundError(ended)
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    clearTimeout(timer)
    socket.close()
  }
}

function lateFailure(): OutboundFailure {
  return outboundFailure('timed_out', { timeoutMs: String(startTimeoutMs) })
}

/** The address answered, but not with something to read. */
export class StreamRefused extends Error {
  override readonly name = 'StreamRefused'
  readonly status: number

  constructor(status: number) {
    super(`The address refuses to send (${status}).`)
    this.status = status
  }
}
