const rememberedIds = 5_000

/** Ids of lines that were given out, the newest thousands of them. */
export interface Seen {
  /** Whether it was new. */
  add(id: string): boolean
}

export function createSeen(): Seen {
  const ids = new Set<string>()
  return {
    add(id) {
      if (ids.has(id)) return false
      ids.add(id)
      if (ids.size > rememberedIds) {
        const [oldest] = ids
        if (oldest !== undefined) ids.delete(oldest)
      }
      return true
    },
  }
}
