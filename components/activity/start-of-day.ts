const dayMs = 24 * 60 * 60 * 1_000

/**
 * The moment a day (`2026-11-21`) begins in a time zone, or the day `daysLater`, as an ISO time. What is not a day is
 * returned as it is, for the API to say so.
 */
export function toStartOfDay(day: string, timeZone: string, daysLater = 0): string {
  const parsed = Date.parse(`${day}T00:00:00Z`)
  // 30 February would otherwise become 2 March.
  if (Number.isNaN(parsed) || !new Date(parsed).toISOString().startsWith(day)) return day
  const midnightUtc = parsed + daysLater * dayMs
  // Asked twice, because the offset at the guess may be that of the other side of a clock change.
  const guess = midnightUtc - readOffsetMs(midnightUtc, timeZone)
  return new Date(midnightUtc - readOffsetMs(guess, timeZone)).toISOString()
}

/** How far the clocks of a zone are ahead of UTC at a moment. */
function readOffsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(
    get('year'),
    get('month') - 1,
    get('day'),
    get('hour'),
    get('minute'),
    get('second'),
  )
  return local - Math.floor(at / 1_000) * 1_000
}
