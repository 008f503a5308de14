import type { TimeStyle } from '#components/ui/format-time.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Time of a line to the millisecond, with its day where the lines reach over several. */
export function toLineTime(at: string, { locale, timeZone }: TimeStyle, withDate: boolean): string {
  const key = `${locale} ${timeZone} ${withDate}`
  const format = formats.get(key) ?? create(locale, timeZone, withDate)
  formats.set(key, format)
  return format.format(new Date(at))
}

// Making one costs more than using it a thousand times.
function create(locale: string, timeZone: string, withDate: boolean): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(withDate ? { day: '2-digit', month: '2-digit' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  })
}
