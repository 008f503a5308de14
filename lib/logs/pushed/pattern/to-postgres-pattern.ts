import {
  type CodeRange,
  foldRange,
  lineEnds,
  toNamedClass,
  Untranslatable,
  writeClass,
  writeCode,
} from './characters.ts'

interface Reader {
  readonly source: string
  readonly matchCase: boolean
  at: number
}

/**
 * A valid pattern of JavaScript, flag `u`, in PostgreSQL's dialect, matching the same texts by `~`; null when it uses
 * something that dialect lacks or would pay too much for: references, named properties, looking around, large counts.
 */
export function toPostgresPattern(source: string, matchCase: boolean): string | null {
  const reader: Reader = { source, matchCase, at: 0 }
  try {
    const pattern = readAlternatives(reader, 1)
    return reader.at === source.length ? pattern : null
  } catch (error) {
    if (error instanceof Untranslatable) return null
    throw error
  }
}

/** All counts around a place multiplied: PostgreSQL copies what is counted. */
const mostCopies = 200

function readAlternatives(reader: Reader, copies: number): string {
  const alternatives: string[] = []
  do {
    const terms: string[] = []
    while (reader.at < reader.source.length && !'|)'.includes(peek(reader))) {
      terms.push(readTerm(reader, copies))
    }
    if (terms.length === 0) throw new Untranslatable()
    alternatives.push(terms.join(''))
  } while (take(reader, '|'))
  return alternatives.join('|')
}

function readTerm(reader: Reader, copies: number): string {
  if (take(reader, '^')) return '^'
  if (take(reader, '$')) return '$'
  if (take(reader, '\\b')) return writeWordEdge(reader.matchCase)
  const start = reader.at
  const atom = readAtom(reader, copies)
  const count = readCount(reader)
  if (count.copies === 1) return `${atom}${count.text}`
  if (count.copies * copies > mostCopies) throw new Untranslatable()
  // What is counted is read again, so that counts within it are weighed by how often they are copied.
  const end = reader.at
  reader.at = start
  const weighed = readAtom(reader, copies * count.copies)
  reader.at = end
  return `${weighed}${count.text}`
}

interface Count {
  readonly text: string
  readonly copies: number
}

/** Whether it is lazy makes no difference to whether a text matches. */
function readCount(reader: Reader): Count {
  const match = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reader.source.slice(reader.at))
  if (!match) return { text: '', copies: 1 }
  reader.at += match[0].length
  const [, mark, least = '', comma = '', most = ''] = match
  if (mark) return { text: mark, copies: 1 }
  return { text: `{${least}${comma}${most}}`, copies: Math.max(1, Number(least), Number(most)) }
}

function readAtom(reader: Reader, copies: number): string {
  if (take(reader, '(')) return readGroup(reader, copies)
  if (take(reader, '[')) return readClass(reader)
  if (take(reader, '.')) return writeClass(lineEnds, true)
  if (take(reader, '\\')) return readEscape(reader)
  return writeLiteral(reader, readCode(reader))
}

function readGroup(reader: Reader, copies: number): string {
  const opening = /^\?(?::|<[A-Za-z]\w*>)/.exec(reader.source.slice(reader.at))
  if (opening) reader.at += opening[0].length
  else if (peek(reader) === '?') throw new Untranslatable()
  const inner = readAlternatives(reader, copies)
  if (!take(reader, ')')) throw new Untranslatable()
  return `(?:${inner})`
}

function readEscape(reader: Reader): string {
  const letter = peek(reader)
  if ('dws'.includes(letter.toLowerCase())) {
    reader.at += 1
    const isNegated = letter !== letter.toLowerCase()
    return writeClass(toNamedClass(letter.toLowerCase(), reader.matchCase), isNegated)
  }
  return writeLiteral(reader, readEscapedCode(reader))
}

function readClass(reader: Reader): string {
  const isNegated = take(reader, '^')
  const ranges: CodeRange[] = []
  while (!take(reader, ']')) {
    const named = /^\\([dws])/.exec(reader.source.slice(reader.at, reader.at + 2))?.[1]
    if (named) {
      reader.at += 2
      ranges.push(...toNamedClass(named, reader.matchCase))
    } else {
      ranges.push(...readRange(reader))
    }
  }
  return writeClass(ranges, isNegated)
}

function readRange(reader: Reader): readonly CodeRange[] {
  const first = readMember(reader)
  const isRange = peek(reader) === '-' && reader.source[reader.at + 1] !== ']'
  if (isRange) reader.at += 1
  const range = [first, isRange ? readMember(reader) : first] as const
  return reader.matchCase ? [range] : foldRange(range)
}

const readMember = (reader: Reader): number =>
  take(reader, '\\') ? readEscapedCode(reader) : readCode(reader)

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 }

function readEscapedCode(reader: Reader): number {
  const rest = reader.source.slice(reader.at)
  const coded = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\})/.exec(rest)
  const digits = coded?.[1] ?? coded?.[2] ?? coded?.[3]
  if (coded && digits) {
    reader.at += coded[0].length
    return Number.parseInt(digits, 16)
  }
  const control = controls[peek(reader)]
  if (control === undefined && !/^[\^$\\.*+?()[\]{}|/-]/.test(rest)) throw new Untranslatable()
  reader.at += 1
  return control ?? rest.charCodeAt(0)
}

function readCode(reader: Reader): number {
  const code = reader.source.codePointAt(reader.at)
  if (code === undefined) throw new Untranslatable()
  reader.at += code > 0xffff ? 2 : 1
  return code
}

function writeLiteral({ matchCase }: Reader, code: number): string {
  return matchCase ? writeCode(code) : writeClass(foldRange([code, code]), false)
}

/** As an expression of its own, because PostgreSQL's own edge knows the letters of all languages. */
function writeWordEdge(matchCase: boolean): string {
  const word = writeClass(toNamedClass('w', matchCase), false)
  return `(?:(?<!${word})(?=${word})|(?<=${word})(?!${word}))`
}

const peek = ({ source, at }: Reader): string => source[at] ?? ''

function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false
  reader.at += text.length
  return true
}
