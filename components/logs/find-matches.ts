import type { LogSpan } from '#lib/logs/types.ts'

export interface Question {
  readonly q: string
  readonly regex: boolean
  readonly case: boolean
}

/** Where a text matches, as pairs of positions. */
export type FindMatches = (text: string) => readonly (readonly [start: number, end: number])[]

const maxMatches = 100

/** Null when there is nothing to find, or the pattern is none. */
export function createFinder({ q, regex, case: matchCase }: Question): FindMatches | null {
  if (q === '') return null
  const pattern = toPattern(regex ? q : q.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), matchCase)
  if (!pattern) return null
  return (text) => {
    const found: [number, number][] = []
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[0] === '') pattern.lastIndex++
      else found.push([match.index, match.index + match[0].length])
      if (found.length >= maxMatches) break
    }
    return found
  }
}

function toPattern(source: string, matchCase: boolean): RegExp | null {
  try {
    return new RegExp(source, matchCase ? 'gu' : 'giu')
  } catch {
    return null
  }
}

/** A stretch of a line that looks the same throughout. */
export interface Segment {
  readonly text: string
  readonly start: number
  readonly look: Omit<LogSpan, 'start' | 'end'> | null
  readonly isMatch: boolean
}

/** Colours and matches laid over each other, on positions in the plain text. */
export function toSegments(
  text: string,
  spans: readonly LogSpan[],
  matches: readonly (readonly [number, number])[],
): readonly Segment[] {
  const edges = new Set([0, text.length])
  for (const { start, end } of spans) edges.add(start).add(end)
  for (const [start, end] of matches) edges.add(start).add(end)
  const cuts = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b)
  let span = 0
  let match = 0
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length
    while ((spans[span]?.end ?? Infinity) <= start) span++
    while ((matches[match]?.[1] ?? Infinity) <= start) match++
    const covering = spans[span]
    return {
      text: text.slice(start, end),
      start,
      look: covering && covering.start <= start ? covering : null,
      isMatch: (matches[match]?.[0] ?? Infinity) <= start,
    }
  })
}
