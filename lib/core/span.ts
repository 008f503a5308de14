const sizes = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of a span as people write it: `500ms`, `10s`, `5m`, `5min`, `24h`, `7d`; null for anything else. */
export function findSpanMs(text: string): number | null {
  const [, amount = '', unit] = /^\s*(\d{1,7})\s?(ms|s|m|min|h|d)\s*$/.exec(text) ?? []
  // Safe because the pattern names the units of the table.
  return unit === undefined ? null : Number(amount) * sizes[unit as keyof typeof sizes]
}
