/** A search as SQL over the column of words, with its parameters; null when the text has no word. */
export interface SearchQuery {
  readonly tsquery: string
  readonly values: readonly string[]
}

const maxWords = 12
/** A stem is at most this much shorter than what somebody has typed of the word so far. */
const stemSlack = 3

/**
 * Every word in German or English, umlauts written out or not; the last one may be unfinished. `offset` is the number
 * of parameters before these.
 */
export function toSearchQuery(text: string, offset: number): SearchQuery | null {
  const words = text.normalize('NFC').split(/\s+/).filter(hasLetterOrDigit).slice(0, maxWords)
  if (words.length === 0) return null
  const values: string[] = []
  const use = (value: string) => `$${offset + values.push(value)}`
  const parts = words.map((word, index) => {
    const whole = use(word)
    const folded = use(foldUmlauts(word))
    const stems = [
      `plainto_tsquery('german', ${whole})`,
      `plainto_tsquery('german', ${folded})`,
      `plainto_tsquery('english', ${whole})`,
    ]
    const isLast = index === words.length - 1
    const ending = isLast ? (/[\p{L}\p{N}]+$/u.exec(word)?.[0].toLowerCase() ?? '') : ''
    if (ending === word.toLowerCase()) {
      stems.push(`to_tsquery('simple', ${use(`'${ending}':*`)})`)
      stems.push(`to_tsquery('simple', ${use(`'${stripUmlauts(ending)}':*`)})`)
      for (let cut = 1; cut <= stemSlack && ending.length - cut >= 5; cut += 1) {
        const start = stripUmlauts(foldUmlauts(ending)).slice(0, -cut)
        stems.push(`to_tsquery('simple', ${use(`'${start}'`)})`)
      }
    }
    return `(${stems.join(' || ')})`
  })
  return { tsquery: parts.join(' && '), values }
}

const hasLetterOrDigit = (word: string) => /[\p{L}\p{N}]/u.test(word)

/** As the column of words folds them. */
function foldUmlauts(text: string): string {
  return text.toLowerCase().replaceAll('ae', 'ä').replaceAll('oe', 'ö').replaceAll('ue', 'ü')
}

/** The German stemmer writes stems without umlauts. */
function stripUmlauts(text: string): string {
  return text.replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u').replaceAll('ß', 'ss')
}
