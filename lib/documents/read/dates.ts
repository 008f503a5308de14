import { fold } from './fold.ts'

const months: readonly (readonly string[])[] = [
  ['januar', 'jan', 'january', 'jaenner'],
  ['februar', 'feb', 'february'],
  ['maerz', 'mar', 'march', 'mrz', 'marz'],
  ['april', 'apr'],
  ['mai', 'may'],
  ['juni', 'jun', 'june'],
  ['juli', 'jul', 'july'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['oktober', 'okt', 'october', 'oct'],
  ['november', 'nov'],
  ['dezember', 'dez', 'december', 'dec'],
]

const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const german = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/
const dayFirst = /\b(\d{1,2})(?:\.|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})\b/
const monthFirst = /\b([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/

/** The first day a text names, as `2026-03-01`; null where none is or it does not exist. */
export function readDay(text: string): string | null {
  const words = fold(text.slice(0, 500))
  const isoMatch = iso.exec(words)
  if (isoMatch) return toDay(isoMatch[1], isoMatch[2], isoMatch[3])
  const germanMatch = german.exec(words)
  if (germanMatch) return toDay(germanMatch[3], germanMatch[2], germanMatch[1])
  const first = dayFirst.exec(words)
  if (first) return toDay(first[3], toMonth(first[2]), first[1])
  const second = monthFirst.exec(words)
  return second ? toDay(second[3], toMonth(second[1]), second[2]) : null
}

function toMonth(word = ''): string {
  return String(months.findIndex((names) => names.includes(word)) + 1)
}

function toDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null
}
