import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'

/** Answers every address of a name; rejects when there is none. */
export type ResolveHost = (host: string) => Promise<readonly LookupAddress[]>

const cacheMs = 10_000
const maxEntries = 10_000

/**
 * Resolves through the system (hosts file included), asking once for calls that want the same name at the same time.
 * Answers are kept for ten seconds: many probes share a host, and lookups occupy a pool of four threads.
 */
export function createHostResolver(resolve: ResolveHost = resolveAll): ResolveHost {
  const cache = new Map<string, { readonly answer: ReturnType<ResolveHost>; expiresAt: number }>()

  return (host) => {
    const now = performance.now()
    const known = cache.get(host)
    if (known && known.expiresAt > now) return known.answer
    if (cache.size >= maxEntries) cache.clear()
    const entry = { answer: resolve(host), expiresAt: Number.POSITIVE_INFINITY }
    cache.set(host, entry)
    entry.answer.then(
      () => {
        entry.expiresAt = performance.now() + cacheMs
      },
      () => cache.delete(host),
    )
    return entry.answer
  }
}

const resolveAll: ResolveHost = (host) => lookup(host, { all: true })
