import type { z } from 'zod'
import type { Result } from './failure.ts'
import type { GitHubAnswer, GitHubRequest } from './request.ts'

const maxEntries = 500

interface Entry {
  readonly etag: string
  readonly answer: GitHubAnswer<unknown>
}

/**
 * Remembers answers by their ETag, so that asking for something unchanged is answered with 304: that costs no
 * allowance. https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export class AnswerCache {
  readonly #entries = new Map<string, Entry>()

  async send<S extends z.ZodType>(
    credential: string,
    request: GitHubRequest<S>,
    send: (request: GitHubRequest<S>) => Promise<Result<GitHubAnswer<z.output<S>>>>,
  ): Promise<Result<GitHubAnswer<z.output<S>>>> {
    // Callers that keep the tag themselves see the 304.
    if (request.etag !== undefined) return send(request)
    const key = JSON.stringify([credential, request.route, request.parameters])
    const known = this.#entries.get(key)
    const result = await send({ ...request, etag: known?.etag ?? null })
    if (!result.ok) return result
    if (result.value.status === 304 && known) {
      this.#remember(key, known)
      // Safe because the key names the route, and a route is always parsed by the same schema.
      return { ok: true, value: known.answer as GitHubAnswer<z.output<S>> }
    }
    const { etag } = result.value.headers
    if (typeof etag === 'string' && result.value.value !== null) {
      this.#remember(key, { etag, answer: result.value })
    }
    return result
  }

  #remember(key: string, entry: Entry): void {
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    const oldest = this.#entries.keys().next().value
    if (this.#entries.size > maxEntries && oldest !== undefined) this.#entries.delete(oldest)
  }
}
