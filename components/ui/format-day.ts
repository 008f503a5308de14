/** "2026-11-21" as "21. Nov. 2026". */
export function formatDay(day: string, locale: string): string {
  return format(day, { locale, day: 'numeric', month: 'short', year: 'numeric' })
}

/** "2026-11-21" as "November 2026". */
export function formatMonth(day: string, locale: string): string {
  return format(day, { locale, month: 'long', year: 'numeric' })
}

type Options = Intl.DateTimeFormatOptions & { readonly locale: string }

function format(day: string, { locale, ...options }: Options): string {
  const at = Date.parse(`${day.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(at)) return day
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at)
}
