/** One key that differs between what was and what is. */
export interface KeyDifference {
  /** Names from the outermost object inwards, joined by dots. */
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Null for a key that was added. */
  readonly before: string | null
  /** Null for a key that was removed. */
  readonly after: string | null
}

/** What changed, key by key, in the order the keys appear. Lists are compared as a whole. */
export function toKeyDiff(before: unknown, after: unknown): readonly KeyDifference[] {
  const old = flatten(before)
  const now = flatten(after)
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths.flatMap((path): KeyDifference[] => {
    const from = old.get(path) ?? null
    const to = now.get(path) ?? null
    if (from === to) return []
    const kind = from === null ? 'added' : to === null ? 'removed' : 'changed'
    return [{ path, kind, before: from, after: to }]
  })
}

function flatten(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (value === null || value === undefined) {
    return path === '' ? new Map() : new Map([[path, '–']])
  }
  if (typeof value !== 'object' || Array.isArray(value)) return new Map([[path, toText(value)]])
  const inner = Object.entries(value).flatMap(([key, item]) => [
    ...flatten(item, path === '' ? key : `${path}.${key}`),
  ])
  return new Map(inner)
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
