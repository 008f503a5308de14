import type { Inline } from '#lib/markdown/index.ts'
import type { Binding } from '../schemas.ts'
import { type Operator, operators } from '../words.ts'
import { fold, toPlain } from './fold.ts'
import { readAmount } from './numbers.ts'

export type Limit = { operator: Operator; threshold: number; unit: string | null }

const prefix = /^(?:measure|messung)\s*:\s*/i
const windowUnits: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['min', 60],
  ['h', 3_600],
  ['d', 86_400],
  ['t', 86_400],
  ['w', 604_800],
])
const operatorWords: ReadonlyMap<string, Operator> = new Map([
  ['≤', '<='],
  ['≥', '>='],
  ['=<', '<='],
  ['=>', '>='],
  ['==', '='],
  ['max', '<='],
  ['max.', '<='],
  ['maximal', '<='],
  ['hoechstens', '<='],
  ['at most', '<='],
  ['up to', '<='],
  ['bis zu', '<='],
  ['mindestens', '>='],
  ['min.', '>='],
  ['at least', '>='],
  ['unter', '<'],
  ['under', '<'],
  ['below', '<'],
  ['less than', '<'],
  ['weniger als', '<'],
  ['ueber', '>'],
  ['over', '>'],
  ['above', '>'],
  ['more than', '>'],
  ['mehr als', '>'],
])
const operatorPattern =
  /(?:<=|>=|=<|=>|==|<|>|=|≤|≥|(?<![\p{L}])(?:max\.?|maximal|h(?:ö|oe)chstens|at most|up to|bis zu|mindestens|min\.|at least|unter|under|below|less than|weniger als|ueber|über|over|above|more than|mehr als)(?![\p{L}]))\s*(?=[-+]?\d)/iu

/** A threshold in words: `< 1.5 Sekunden`, `mindestens 99,5 %`. */
export function readLimit(text: string, isGerman: boolean): Limit | null {
  const plain = toPlain(text)
  const match = operatorPattern.exec(plain)
  if (!match) return null
  const behind = plain.slice(match.index + match[0].length)
  const amount = readAmount(behind, isGerman)
  if (!amount) return null
  const unit = /^\s*(%|€|\$|[\p{L}µ°]+(?:\/[\p{L}]+)?)/u.exec(behind.slice(amount.length))
  const words = fold(match[0])
  const operator = operators.find((known) => known === words) ?? operatorWords.get(words)
  return operator ? { operator, threshold: amount.value, unit: unit?.[1] ?? null } : null
}

/** The measure a criterion is bound to, written as inline code anywhere in its words. */
export function readBinding(
  inlines: readonly Inline[],
  isGerman: boolean,
): { binding: Binding; limit: Limit | null } | null {
  for (const inline of inlines) {
    const found = inline.kind === 'code' ? parseBinding(inline.text, isGerman) : null
    if (found) return found
  }
  return null
}

export function isBinding(code: string): boolean {
  return prefix.test(code)
}

export function parseBinding(
  code: string,
  isGerman: boolean,
): { binding: Binding; limit: Limit | null } | null {
  if (!isBinding(code)) return null
  let rest = toPlain(code).replace(prefix, '')
  const stage = /\s(?:on|auf)\s+([a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*)/i.exec(rest)
  if (stage) rest = rest.replace(stage[0], ' ')
  const parameters: [string, string][] = []
  rest = rest.replace(/\s([a-z][a-z-]*)=([^\s=<>]+)/gi, (_, name: string, value: string) => {
    parameters.push([name.toLowerCase(), value])
    return ' '
  })
  const limit = readLimit(rest, isGerman)
  const [measure = '', ...words] = rest.trim().split(/\s+/)
  if (!/^[a-z][a-z0-9_.-]*$/i.test(measure)) return null
  const window = words.map(toSeconds).find((seconds) => seconds !== null) ?? null
  const binding: Binding = {
    measure: measure.toLowerCase(),
    parameters: Object.fromEntries(parameters),
    windowSeconds: window,
    stage: stage?.[1]?.toLowerCase() ?? null,
  }
  return { binding, limit }
}

function toSeconds(word: string): number | null {
  const match = /^(\d{1,6})(s|min|m|h|d|t|w)$/.exec(word)
  const unit = windowUnits.get(match?.[2] ?? '')
  return match && unit ? Number(match[1]) * unit : null
}
