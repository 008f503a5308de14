/** Larger than any disk: what claims to be more is no size. */
const largestBytes = 2 ** 53 - 1

/**
 * Size a ping reports, in bytes: of its address (`?size=`), or of its body, which is a number, JSON with `size`, or
 * has a line `size=`. Null when it says none, or something that is none.
 */
export function parsePingSize(query: string | null, body: string | null): number | null {
  if (query !== null) return toSize(query)
  const text = body?.trim() ?? ''
  if (text.startsWith('{')) return toSize(readJsonSize(text))
  const [, named] = /^\s*size\s*[=:]\s*(\d+)\s*$/im.exec(text) ?? []
  return toSize(named ?? text)
}

function readJsonSize(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'size' in value ? value.size : null
  } catch {
    return null
  }
}

function toSize(value: unknown): number | null {
  if (typeof value !== 'number' && !/^\d{1,16}$/.test(String(value))) return null
  const size = Number(value)
  return Number.isSafeInteger(size) && size >= 0 && size <= largestBytes ? size : null
}
