/**
 * When to ask again: often at first, four times as slowly from eight minutes on, and never at the same moment as all
 * the others. `random` is in [0, 1).
 */
export function toPollDelayMs(pollSeconds: number, ageMs: number, random: number): number {
  const slowdown = Math.min(4, 1 + Math.max(0, ageMs) / 160_000)
  return Math.round(pollSeconds * 1_000 * slowdown * (0.9 + random * 0.2))
}
