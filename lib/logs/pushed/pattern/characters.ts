/** What a pattern means here and PostgreSQL cannot say the same way. */
export class Untranslatable extends Error {}

export type CodeRange = readonly [first: number, last: number]

const toRanges = (pairs: string): readonly CodeRange[] =>
  pairs.split(' ').map((pair) => {
    const [first = '', last = first] = pair.split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })

const digits = toRanges('30-39')
const wordCharacters = toRanges('30-39 41-5a 5f 61-7a')
/** Those two are words' letters as well once case does not matter, because they fold to `s` and `k`. */
const foldedWordCharacters = toRanges('30-39 41-5a 5f 61-7a 17f 212a')
// https://tc39.es/ecma262/#prod-WhiteSpace and #prod-LineTerminator
const spaces = toRanges('9-d 20 a0 1680 2000-200a 2028 2029 202f 205f 3000 feff')
export const lineEnds = toRanges('a d 2028 2029')

/** `\d`, `\w`, `\s` as JavaScript means them. */
export function toNamedClass(letter: string, matchCase: boolean): readonly CodeRange[] {
  if (letter === 'd') return digits
  if (letter === 's') return spaces
  return matchCase ? wordCharacters : foldedWordCharacters
}

const widest = 128

/** The same characters in every case. */
export function foldRange([first, last]: CodeRange): readonly CodeRange[] {
  if (last - first >= widest) throw new Untranslatable()
  const folded: CodeRange[] = []
  for (let code = first; code <= last; code += 1) {
    for (const variant of listVariants(code)) folded.push([variant, variant])
  }
  return folded
}

/** Code points that are equal when case does not matter. */
function listVariants(code: number): readonly number[] {
  const text = String.fromCodePoint(code)
  const lower = text.toLowerCase()
  if (lower === text.toUpperCase()) return [code]
  if (code > 0x7f) return listRareVariants(text)
  const pair = [lower.charCodeAt(0), text.toUpperCase().charCodeAt(0)]
  if (lower === 'k') return [...pair, 0x212a]
  return lower === 's' ? [...pair, 0x17f] : pair
}

/** The engine itself is asked, because it alone knows how it folds. */
function listRareVariants(text: string): readonly number[] {
  const pattern = new RegExp(`^${text}$`, 'iu')
  const found: number[] = []
  for (let code = 0x41; code <= 0xffff; code += 1) {
    if (pattern.test(String.fromCodePoint(code))) found.push(code)
  }
  if (found.length === 0) throw new Untranslatable()
  return found
}

/** A bracket expression; every character in it is written by its number unless it is a letter or digit. */
export function writeClass(ranges: readonly CodeRange[], isNegated: boolean): string {
  if (ranges.length === 0) throw new Untranslatable()
  const members = ranges.map(([first, last]) =>
    first === last ? writeCode(first) : `${writeCode(first)}-${writeCode(last)}`,
  )
  return `[${isNegated ? '^' : ''}${members.join('')}]`
}

// https://www.postgresql.org/docs/current/functions-matching.html#POSIX-CHARACTER-ENTRY-ESCAPES-TABLE
export function writeCode(code: number): string {
  if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) throw new Untranslatable()
  const text = String.fromCodePoint(code)
  if (/^[A-Za-z0-9]$/.test(text)) return text
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}
