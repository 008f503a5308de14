const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
const unseen = /[\p{Cf}\p{Cc}]/gu
const dashes = /[\u2010-\u2015\u2212]/g

/** Characters nobody sees are left out, odd dashes and spaces become ordinary ones. */
export function toPlain(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(unseen, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\p{Zs}+/gu, ' ')
    .trim()
}

/** Small letters, umlauts written out, accents dropped: what words are compared by. */
export function fold(text: string): string {
  return toPlain(text)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(dashes, '-')
}

/** `DB/Storage in EU möglich?` becomes `db-storage-in-eu-moeglich`. */
export function toKey(text: string): string {
  const key = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return key === '' ? 'x' : key
}

/** Gives each of several equal keys a number of its own. */
export class Keys {
  readonly #seen = new Set<string>()
  readonly #counts = new Map<string, number>()

  next(text: string): string {
    const base = toKey(text)
    let count = this.#counts.get(base) ?? 0
    let key = ''
    do {
      count += 1
      key = count === 1 ? base : `${base}-${count}`
    } while (this.#seen.has(key))
    this.#counts.set(base, count)
    this.#seen.add(key)
    return key
  }

  /** A key the author chose; false when it is taken. */
  claim(key: string): boolean {
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    return true
  }
}
