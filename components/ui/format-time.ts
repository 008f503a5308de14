const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

export interface TimeStyle {
  readonly locale: string
  readonly timeZone: string
}

/** Largest whole unit of a distance in time; null below five seconds. */
function toUnit(distanceMs: number): readonly [number, 'second' | 'minute' | 'hour'] | null {
  if (distanceMs < 5 * second) return null
  if (distanceMs < minute) return [Math.floor(distanceMs / second), 'second']
  if (distanceMs < hour) return [Math.floor(distanceMs / minute), 'minute']
  return [Math.floor(distanceMs / hour), 'hour']
}

/** Within a day of `nowMs`: "vor 3 Std.", "in 5 Min."; null when the word for now fits better. */
export function formatDistance(atMs: number, nowMs: number, { locale }: TimeStyle): string | null {
  const unit = toUnit(Math.abs(atMs - nowMs))
  if (!unit) return null
  const format = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' })
  return format.format(atMs < nowMs ? -unit[0] : unit[0], unit[1])
}

/** The length of time since then, "3 Std."; null when it has only just begun. */
export function formatSpan(atMs: number, nowMs: number, { locale }: TimeStyle): string | null {
  const unit = toUnit(nowMs - atMs)
  if (!unit) return null
  const options = { style: 'unit', unit: unit[1], unitDisplay: 'short' } as const
  return new Intl.NumberFormat(locale, options).format(unit[0])
}

/** A span in its largest unit that keeps it telling: "45 Min.", "26 Std.", "30 Tg.". */
export function formatSeconds(seconds: number, { locale }: Pick<TimeStyle, 'locale'>): string {
  const units = [
    ['second', 1, 60],
    ['minute', 60, 3_600],
    ['hour', 3_600, 172_800],
    ['day', 86_400, Number.POSITIVE_INFINITY],
  ] as const
  const [unit, size] = units.find(([, , below]) => seconds < below) ?? units[3]
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
  return format.format(Math.floor(seconds / size))
}

export function isWithinDay(atMs: number, nowMs: number): boolean {
  return Math.abs(atMs - nowMs) < day
}

/** "18. Nov., 14:03"; without the time of day after a week, with the year when it is another one. */
export function formatDate(atMs: number, nowMs: number, { locale, timeZone }: TimeStyle): string {
  const isNear = Math.abs(atMs - nowMs) < 7 * day
  const isSameYear = new Date(atMs).getUTCFullYear() === new Date(nowMs).getUTCFullYear()
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(isSameYear ? {} : { year: 'numeric' }),
    ...(isNear ? { hour: '2-digit', minute: '2-digit' } : {}),
  }).format(atMs)
}

/** Everything about a moment, with the zone's name: "Sa., 21. Nov. 2026, 14:03:07 MEZ". */
export function formatMoment(atMs: number, { locale, timeZone }: TimeStyle): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(atMs)
}

/** Time of day alone, "14:03:07". */
export function formatTimeOfDay(atMs: number, { locale, timeZone }: TimeStyle): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  return new Intl.DateTimeFormat(locale, options).format(atMs)
}

/** "48 s", "2:05 min", "1:02 h": short enough for a table, and of one width while it counts. */
export function formatDuration(durationMs: number): string {
  const total = Math.max(0, Math.round(durationMs / second))
  const pad = (value: number) => String(value).padStart(2, '0')
  if (total < 60) return `${total} s`
  if (total < 3_600) return `${Math.floor(total / 60)}:${pad(total % 60)} min`
  return `${Math.floor(total / 3_600)}:${pad(Math.floor((total % 3_600) / 60))} h`
}
