const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A whole number and a unit, the way catalog files write time spans: `30s`, `5m`, `2h`, `1d`. */
export const DURATION_PATTERN = /^[1-9]\d{0,5}[smhd]$/

/** Null when the text is not a duration. */
export function findDurationMs(text: string): number | null {
  if (!DURATION_PATTERN.test(text)) return null
  const unit = text.slice(-1) as keyof typeof UNIT_MS // Safe because the pattern ends in one of the units.
  return Number(text.slice(0, -1)) * UNIT_MS[unit]
}

/** Throws on text that no schema has accepted yet. */
export function toDurationMs(text: string): number {
  const durationMs = findDurationMs(text)
  if (durationMs === null) throw new RangeError(`Not a duration: ${text}`)
  return durationMs
}
