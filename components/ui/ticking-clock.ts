const listeners = new Map<number, Set<() => void>>()
const timers = new Map<number, ReturnType<typeof setInterval>>()

/**
 * One timer per rhythm for the whole page, however many times it shows; it stands still while nobody looks.
 * Made for `useSyncExternalStore`.
 */
export function subscribeToClock(rhythmMs: number, listener: () => void): () => void {
  const group = listeners.get(rhythmMs) ?? new Set()
  listeners.set(rhythmMs, group.add(listener))
  if (!timers.has(rhythmMs)) {
    timers.set(
      rhythmMs,
      setInterval(() => tick(rhythmMs), rhythmMs),
    )
  }
  return () => {
    group.delete(listener)
    if (group.size > 0) return
    clearInterval(timers.get(rhythmMs))
    timers.delete(rhythmMs)
  }
}

function tick(rhythmMs: number): void {
  if (document.hidden) return
  for (const listener of listeners.get(rhythmMs) ?? []) listener()
}
