import { AppError, invalidInput } from '#lib/core/errors.ts'

/** A body that trickles in would hold its request for ever. */
const deadlineMs = 10_000

/** Reads a body within ten seconds and stops at the limit, whatever `Content-Length` claims. */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    void reader.cancel().catch(() => {})
  }, deadlineMs)
  try {
    const body = await readAll(reader, limitBytes)
    if (isLate) throw refuse('too_slow', `The body did not arrive within ${deadlineMs / 1_000} s.`)
    return body
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    size += value.byteLength
    if (size > limitBytes) {
      void reader.cancel().catch(() => {})
      throw refuse('too_large', `The body is too large (at most ${limitBytes} bytes).`)
    }
    chunks.push(value)
  }
}

function refuse(reason: string, message: string): AppError {
  return new AppError('invalid_input', message, { reason })
}

/** An empty body reads as undefined, so that a schema can say what is missing. */
export async function readJson(request: Request, limitBytes: number): Promise<unknown> {
  const bytes = await readBody(request, limitBytes)
  if (bytes.byteLength === 0) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalidInput('The body is not valid JSON in UTF-8.', { reason: 'not_json' })
  }
}
