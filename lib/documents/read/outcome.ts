import { fold, toPlain } from './fold.ts'
import { matchOption } from './matrix.ts'
import type { LocatedOption } from './options.ts'

const chosen =
  /(?:decided:|entschieden:|chosen option|chosen alternative|gewaehlte option|gewaehlte variante|gewaehlt|entscheidung|decision|we (?:choose|chose|decided (?:on|for)|will use|go with)|wir (?:waehlen|nehmen|entscheiden uns fuer)|entschieden (?:fuer|auf))\s*:?\s*/
const quoted = /^["'„“”»«]([^"'„“”»«]+)["'“”»«]/
const label = /(?<![a-z])(?:option|variante|alternative)\s+([a-z]|\d{1,2})(?![a-z0-9])/g
const against =
  /(?<![a-z])(?:verworfen|abgelehnt|rejected|not chosen|nicht gewaehlt|against|gegen|statt|instead of)(?![a-z])/

/** Key of the option an outcome names; null when it names none or more than one. */
export function findChosenOption(text: string, options: readonly LocatedOption[]): string | null {
  const plain = toPlain(text.replaceAll('**', '').replaceAll('__', '').slice(0, 4_000))
  const folded = fold(plain)
  const match = chosen.exec(folded)
  if (match) {
    const named = matchBehind(plain, folded, match.index + match[0].length, options)
    if (named) return named
  }
  const sentences = folded.split(/(?<=[.!?])\s+|\n/).filter((sentence) => !against.test(sentence))
  const labels = new Set(
    sentences.flatMap((each) => [...each.matchAll(label)].map((found) => found[1] ?? '')),
  )
  if (labels.size === 1) {
    const key = matchOption(options, [...labels][0] ?? '')
    if (key) return key
  }
  const titled = options.filter(({ option }) => mentions(sentences.join(' '), option.title))
  return titled.length === 1 ? (titled[0]?.option.key ?? null) : null
}

function matchBehind(
  plain: string,
  folded: string,
  at: number,
  options: readonly LocatedOption[],
): string | null {
  const behind = folded.slice(at)
  const inQuotes = quoted.exec(behind)?.[1]
  const until = behind.split(/\s*(?:,|\.|;| because| weil| da )/)[0] ?? ''
  const words = inQuotes ?? until
  const short = words.replace(/^\[(.*)\](?:\(.*\))?$/, '$1')
  return short.trim() === '' || plain === '' ? null : matchOption(options, short)
}

function mentions(folded: string, title: string): boolean {
  const words = fold(title)
  return words.length >= 3 && folded.includes(words)
}
