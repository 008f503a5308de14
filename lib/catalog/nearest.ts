import { closest, distance } from 'fastest-levenshtein'

/** The candidate a person most likely meant; null when none is close enough to suggest. */
export function findNearest(written: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0 || written.length > 100) return null
  const nearest = closest(written.toLowerCase(), [...candidates])
  const tolerance = Math.max(2, Math.floor(written.length / 3))
  return distance(written.toLowerCase(), nearest.toLowerCase()) <= tolerance ? nearest : null
}
