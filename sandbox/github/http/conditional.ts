import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'

/** Adds an ETag to what a GET answers, and answers 304 when the caller has it already. */
export function toConditionalAnswer(call: Call, answer: Answer): Answer {
  if (call.method !== 'GET' || answer.status !== 200) return answer
  const etag = `W/"${createHash('sha256').update(answer.body).digest('hex')}"`
  const headers = { ...answer.headers, etag, 'cache-control': 'private, max-age=60, s-maxage=60' }
  const known = call.headers['if-none-match']?.split(',').map((tag) => tag.trim())
  if (known?.some((tag) => stripWeakness(tag) === stripWeakness(etag))) {
    return { status: 304, headers, body: Buffer.alloc(0) }
  }
  return { ...answer, headers }
}

function stripWeakness(etag: string) {
  return etag.replace(/^W\//, '')
}
