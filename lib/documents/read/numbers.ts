import { fold, toPlain } from './fold.ts'

/** `DEC-020`, `ESKS-011`, `ADR 7`: letters and a number, as decisions and tasks are counted. */
export const numberPattern = /\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b/

const leading =
  /^(?:\[\s*)?(?:((?:[A-Z][A-Z0-9]{1,9}[-_]\d{1,6}))|(?:adr|dec|rfc|decision|entscheidung)\s*#?\s*[-_]?\s*(\d{1,6})|#?(\d{1,6})(?=[.):\s]))(?:\s*\])?\s*[-–—.:)]*\s*/i
const spikeWord =
  /^(?:spike|poc|proof of concept|experiment)\b\s*(?:zu|for|of|fuer|für)?\s*[-–—:]*\s*/i

export type NumberedTitle = { number: string | null; title: string; isSpike: boolean }

/** Takes `SPIKE: DEC-020 Hosting` apart. Numbers are kept as written. */
export function readNumberedTitle(heading: string): NumberedTitle {
  const plain = toPlain(heading)
  const rest = plain.replace(spikeWord, '')
  const isSpike = rest !== plain
  const match = leading.exec(rest)
  if (!match) return { number: null, title: rest || plain, isSpike }
  const words = rest.slice(match[0].length)
  const behind = words.replace(spikeWord, '')
  const number =
    match[1] ??
    (match[2]
      ? match[0]
          .replace(/[\s:.)\]–—-]+$/, '')
          .replace(/^\[/, '')
          .trim()
      : match[3])
  if (behind === '' && match[3]) return { number: null, title: rest, isSpike }
  return {
    number: number ?? null,
    title: behind === '' ? rest : behind,
    isSpike: isSpike || behind !== words,
  }
}

const amount = '[-+]?\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d+)?|[-+]?\\d+(?:[.,]\\d+)?'
const amountPattern = new RegExp(`^(?:${amount})`)

/** A number at the start of a text: `1.5`, `1,5`, `1.234,5`, `1,234.5`; `isGerman` decides what `1.500` is. */
export function readAmount(
  text: string,
  isGerman: boolean,
): { value: number; length: number } | null {
  const match = amountPattern.exec(text)
  if (!match) return null
  const value = Number(toDecimal(match[0], isGerman))
  return Number.isFinite(value) ? { value, length: match[0].length } : null
}

function toDecimal(written: string, isGerman: boolean): string {
  const hasBoth = written.includes('.') && written.includes(',')
  if (hasBoth) {
    const decimal = written.lastIndexOf(',') > written.lastIndexOf('.') ? ',' : '.'
    return written.replaceAll(decimal === ',' ? '.' : ',', '').replace(',', '.')
  }
  const isGrouped = /^[-+]?\d{1,3}(?:[.,]\d{3})+$/.test(written) && !/^[-+]?0[.,]/.test(written)
  const separator = isGerman ? '.' : ','
  const parts = written.split(/[.,]/).length
  if (isGrouped && (written.includes(separator) || parts > 2))
    return written.replaceAll(/[.,]/g, '')
  return written.replace(',', '.')
}

/** Every number like `DEC-020` or, behind a link's words, `0007`. */
export function readReferences(text: string): string[] {
  const plain = toPlain(text)
  const named = plain.match(/\b[A-Z][A-Z0-9]{1,9}[- ]\d{1,6}\b/g) ?? []
  if (named.length > 0) return [...new Set(named)]
  const files = [...plain.matchAll(/(?:^|[/(\s])(\d{1,6})(?=[-_.,;)\s]|$)/g)].map(
    (match) => match[1] ?? '',
  )
  return [...new Set(files.filter((file) => file !== ''))]
}

const german =
  /(?<![a-z])(?:der|die|das|und|fuer|ist|nicht|wird|mit|auf|eine|einen|wir|zu|von|oder|entscheidung|optionen|kontext|konsequenzen|ziel|offen|angenommen)(?![a-z])/g
const english =
  /(?<![a-z])(?:the|and|for|is|not|will|with|on|an|we|to|of|or|decision|options|context|consequences|goal|accepted|proposed)(?![a-z])/g

/** Language of a document by its small words; English when nothing tells. */
export function readLanguage(text: string): 'de' | 'en' {
  const words = fold(text.slice(0, 20_000))
  const count = (pattern: RegExp) => words.match(pattern)?.length ?? 0
  return count(german) > count(english) ? 'de' : 'en'
}
