import type { Item, Section, Span } from '#lib/markdown/index.ts'
import type { Criterion } from '../schemas.ts'
import { maxCriteria } from '../words.ts'
import { isBinding, readBinding, readLimit } from './bindings.ts'
import { fold, type Keys, toPlain } from './fold.ts'
import { stripComments, toItemKey } from './items.ts'
import { splitLabel, splitLead, toText } from './labels.ts'
import { firstWords, listItems, type Reading, toItemMarkdown } from './reading.ts'

export type LocatedCriterion = {
  criterion: Criterion
  item: Item | null
  /** The row of a table. */
  row: Span | null
}

/** Bullets of a section as criteria. */
export function readCriterionItems(
  reading: Reading,
  sections: readonly Section[],
  keys: Keys,
  as: string,
): LocatedCriterion[] {
  return sections
    .flatMap(({ blocks }) => listItems(blocks))
    .slice(0, maxCriteria)
    .flatMap((item) => {
      if (toText(firstWords(item)) === '') return []
      reading.take(item, as)
      return [{ criterion: toCriterion(reading, item, keys), item, row: null }]
    })
}

function toCriterion(reading: Reading, item: Item, keys: Keys): Criterion {
  const inlines = firstWords(item).filter(
    (inline) => !(inline.kind === 'code' && isBinding(inline.text)),
  )
  const words = toText(inlines)
  const lead = splitLead(inlines)
  const colon = splitLabel(inlines)
  const isGerman = reading.language === 'de'
  const bound = readBinding(firstWords(item), isGerman)
  const limit = bound?.limit ?? readLimit(words, isGerman)
  const from = lead?.behind ?? colon?.value.start ?? item.blocks[0]?.end ?? item.end
  const title = toPlain(lead?.lead.replace(/:$/, '') ?? colon?.label ?? words)
  const text = stripBinding(stripComments(toItemMarkdown(reading, item, from)))
  const { weight, kind } = readWeighting(words)
  return {
    key: toItemKey(keys, item, stripWeighting(title)),
    title: stripWeighting(title),
    text: text.replace(/^\s*(?::|[–—])\s*/, '').trim(),
    kind: kind ?? (weight !== null ? 'score' : limit ? 'must' : 'question'),
    weight,
    unit: limit?.unit ?? null,
    operator: limit?.operator ?? null,
    threshold: limit?.threshold ?? null,
    binding: bound?.binding ?? null,
    lines: reading.toLines(item),
  }
}

function stripBinding(text: string): string {
  return text.replace(/[ \t]*`(?:measure|messung)\s*:[^`]*`/gi, '')
}

const weighting =
  /\s*\(\s*(?:(must|muss|pflicht|k\.?o\.?)|(?:weight|gewicht|gew\.)\s*:?\s*(\d+(?:[.,]\d+)?))\s*\)/i

function readWeighting(words: string): { weight: number | null; kind: 'must' | null } {
  const match = weighting.exec(words)
  const weight = match?.[2] ? Number(match[2].replace(',', '.')) : null
  return { weight, kind: match?.[1] ? 'must' : null }
}

function stripWeighting(title: string): string {
  return title.replace(weighting, '').replace(/:$/, '').trim()
}

/** `must` or `score` from the column of kinds. */
export function readKind(text: string): Criterion['kind'] | null {
  const words = fold(text)
  if (/^(?:must|muss|pflicht|ko|k\.o\.|required|zwingend|hart)/.test(words)) return 'must'
  if (
    /^(?:score|should|could|soll|kann|wertung|punkte|gewichtet|weighted|weich|nice)/.test(words)
  ) {
    return 'score'
  }
  return /^(?:question|frage)/.test(words) ? 'question' : null
}
