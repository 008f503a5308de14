/** Languages of the portal; `en-GB` so that dates and times read alike in both. */
export const locales = ['de', 'en-GB'] as const

export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = 'de'

/** Names of the cookies that hold a reader's choices. */
export const localeCookie = 'locale'
export const timeZoneCookie = 'time-zone'

export const defaultTimeZone = 'Europe/Berlin'

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** The reader's choice, else the first language of the browser that the portal speaks, else German. */
export function negotiateLocale(
  choice: string | undefined,
  acceptLanguage: string | null | undefined,
): Locale {
  if (isLocale(choice)) return choice
  const wanted = parseAcceptLanguage(acceptLanguage ?? '')
  for (const language of wanted) {
    const match = locales.find((locale) => locale.split('-')[0] === language)
    if (match) return match
  }
  return defaultLocale
}

/** A zone name the browser sent, when this process knows it too. */
export function toTimeZone(value: string | undefined): string {
  if (!value) return defaultTimeZone
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return defaultTimeZone
  }
}

/** Primary languages, most wanted first: `de-CH, en;q=0.8` is `['de', 'en']`. */
function parseAcceptLanguage(header: string): readonly string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((item) => /^\s*q=([\d.]+)$/.exec(item)?.[1]).find(Boolean)
      return { language: tag.split('-')[0] ?? '', quality: quality ? Number(quality) : 1 }
    })
    .filter(({ language, quality }) => language && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ language }) => language)
}
