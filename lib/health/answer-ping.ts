import 'server-only'
import { logger } from '#lib/core/logger.ts'
import {
  keptBodyBytes,
  type PingOutcome,
  type PingSignal,
  parsePingSignal,
  recordPing,
} from './record-ping.ts'

export interface ReceivedPing {
  readonly token: string
  readonly signal: PingSignal
  /** Its first bytes; null without one. */
  readonly body: Buffer | null
  readonly query: URLSearchParams
}

/** Somebody else whose tokens are pinged at the same address; `unknown_token` for one that is not theirs. */
export type PingRecorder = (ping: ReceivedPing) => Promise<PingOutcome>

/** Answers a ping. Unknown and disabled tokens are told apart by nobody outside. */
export async function answerPing(
  request: Request,
  { token, signal }: { readonly token: string; readonly signal?: string },
  others: readonly PingRecorder[] = [],
): Promise<Response> {
  const parsed = parsePingSignal(signal)
  if (!parsed) return text(404, 'Not found.')
  try {
    const body = request.method === 'POST' ? await readStart(request) : null
    const query = new URL(request.url).searchParams
    const outcome = await recordFirst({ token, signal: parsed, body, query }, [
      recordProbePing,
      ...others,
    ])
    if (outcome === 'unknown_token') return text(404, 'Not found.')
    if (outcome === 'recorded') return text(200, 'OK')
    return text(429, 'More than five pings a minute; the last one was kept.', {
      'retry-after': '60',
    })
  } catch (error) {
    logger.error({ error: String(error) }, 'ping not recorded')
    return text(503, 'The ping could not be recorded; send it again.', { 'retry-after': '5' })
  }
}

const recordProbePing: PingRecorder = ({ token, signal, body }) => recordPing(token, signal, body)

async function recordFirst(
  ping: ReceivedPing,
  recorders: readonly PingRecorder[],
): Promise<PingOutcome> {
  for (const record of recorders) {
    const outcome = await record(ping)
    if (outcome !== 'unknown_token') return outcome
  }
  return 'unknown_token'
}

/** Reads no more of a body than is kept. */
async function readStart(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size >= keptBodyBytes) break
  }
  return Buffer.concat(chunks).subarray(0, keptBodyBytes)
}

function text(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  })
}
