const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/**
 * A moment as people type it: `now`, `now-1h`, `now/d` (start of the day in their own zone), `now-1d/d`, milliseconds
 * since 1970, or a date with or without zone. Null for anything else.
 */
export function parseTimeExpression(text: string, nowMs: number): number | null {
  const relative = /^now(?:-(\d{1,4})([smhdw]))?(?:\/([hd]))?$/.exec(text.trim())
  if (relative) {
    const [, count, unit, floor] = relative
    // Safe because the pattern allows only these letters.
    const back = count ? Number(count) * units[unit as keyof typeof units] : 0
    return floor ? toStart(nowMs - back, floor) : nowMs - back
  }
  if (/^\d{12,14}$/.test(text.trim())) return Number(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text.trim())) return null
  if (!isRealDay(text.trim())) return null
  const ms = Date.parse(text.trim().replace(' ', 'T'))
  return Number.isNaN(ms) ? null : ms
}

/** A thirtieth of February would quietly become the second of March. */
function isRealDay(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10))
}

function toStart(ms: number, unit: string): number {
  const date = new Date(ms)
  if (unit === 'h') return date.setMinutes(0, 0, 0)
  return date.setHours(0, 0, 0, 0)
}

export interface TimeRange {
  readonly fromMs: number
  readonly toMs: number
}

/** Null when either end is nothing, or the range runs backwards. */
export function toTimeRange(from: string, to: string, nowMs: number): TimeRange | null {
  const fromMs = parseTimeExpression(from, nowMs)
  const toMs = parseTimeExpression(to, nowMs)
  return fromMs === null || toMs === null || fromMs >= toMs ? null : { fromMs, toMs }
}
