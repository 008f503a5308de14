import { ApiError, requestStream } from '#components/api/request-json.ts'
import type { LogPage, LogSearchEvent, LogSearchProgress } from '#lib/logs/types.ts'

interface SearchPageOptions {
  readonly signal: AbortSignal
  readonly onProgress: (sources: readonly LogSearchProgress[]) => void
}

/** Lines as they were found, once all sources have answered. Throws `ApiError`, also for an answer that broke off. */
export async function searchPage(url: string, options: SearchPageOptions): Promise<LogPage> {
  const { signal, onProgress } = options
  for await (const text of readLines(await requestStream(url, signal))) {
    // Safe because the API's answers are typed by the same DTOs on both sides.
    const event = JSON.parse(text) as LogSearchEvent
    if (event.kind === 'page') return event.page
    if (event.kind === 'problem') throw new ApiError(200, { ...event, detail: event.message })
    if (!signal.aborted) onProgress(event.sources)
  }
  throw new ApiError(200, { detail: 'The answer broke off.' })
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      // Only what is new is looked through: one line may be the whole answer.
      const [first = '', ...others] = decoder.decode(value, { stream: true }).split('\n')
      rest += first
      const last = others.pop()
      if (last === undefined) continue
      yield rest
      yield* others
      rest = last
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
