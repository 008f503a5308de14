/** What a record is known by: its number as written, the system it belongs to, and its title. */
export interface RecordNames {
  readonly number: string | null
  readonly title: string
  readonly systemSlug: string | null
  /** Path of its file; its name often begins with the number. */
  readonly path: string | null
}

/** Words that stand at the place of an id in addresses. */
const reserved = new Set(['import', 'reviews', 'graph', 'new'])
const maxLength = 80

/** The number as it is shown: as written, else from the file's name, else made from the title. */
export function toNumber({ number, path, title, systemSlug }: RecordNames): string {
  const written = number === null ? '' : clean(number)
  if (written !== '') return written
  const file =
    path
      ?.split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? ''
  const [, ofFile] = /^((?:[A-Za-z]{1,10}[-_ ]?)?\d{1,8})(?:\D|$)/.exec(file) ?? []
  if (ofFile) return clean(ofFile)
  return [systemSlug, clean(title).toLowerCase() || 'record'].filter(Boolean).join('-')
}

/**
 * Ids in the order they are tried: the number alone where it has letters and is not only a number, with the system
 * before it, then counted.
 */
export function* listIdCandidates(names: RecordNames): Generator<string> {
  const number = toNumber(names)
  const withSystem =
    names.systemSlug && !number.startsWith(`${names.systemSlug}-`)
      ? `${names.systemSlug}-${number}`
      : /[A-Za-z]/.test(number)
        ? number
        : `record-${number}`
  if (/[A-Za-z]/.test(number) && !reserved.has(number.toLowerCase())) yield number
  yield withSystem
  for (let count = 2; count < 10_000; count += 1) yield `${withSystem}-${count}`
}

/** Hyphens of every kind become one; what does not belong into an address becomes one as well. */
function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ÄäÖöÜüß]/g, (letter) => umlauts[letter] ?? letter)
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, maxLength)
}

const umlauts: Readonly<Record<string, string>> = {
  Ä: 'Ae',
  ä: 'ae',
  Ö: 'Oe',
  ö: 'oe',
  Ü: 'Ue',
  ü: 'ue',
  ß: 'ss',
}

/** Whether two writings mean the same number: `DEC‑020`, `dec-020`. */
export function isSameNumber(one: string, other: string): boolean {
  return clean(one).toLowerCase() === clean(other).toLowerCase()
}

export const toComparable = (number: string) => clean(number).toLowerCase()
