import 'server-only'
import { logger } from '#lib/core/logger.ts'
import { keptBodyBytes, parsePingSignal, recordPing } from './record-ping.ts'

/** Answers a ping. Unknown and disabled tokens are told apart by nobody outside. */
export async function answerPing(
  request: Request,
  { token, signal }: { readonly token: string; readonly signal?: string },
): Promise<Response> {
  const parsed = parsePingSignal(signal)
  if (!parsed) return text(404, 'Not found.')
  try {
    const body = request.method === 'POST' ? await readStart(request) : null
    const outcome = await recordPing(token, parsed, body)
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
