import type { LogSpan } from '../types.ts'
import { logColours } from '../words.ts'

const codes = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36, grey: 90 } as const

/** The text with its colours as terminal sequences again; `parseColours` reads back the same spans. */
export function withColours(text: string, spans: readonly LogSpan[]): string {
  let coloured = ''
  let from = 0
  for (const span of spans) {
    const { start, end } = span
    coloured += `${text.slice(from, start)}\u001b[${toCodes(span).join(';')}m${text.slice(start, end)}\u001b[0m`
    from = end
  }
  return coloured + text.slice(from)
}

function toCodes({ colour, bold, dim, italic, underline }: LogSpan): readonly number[] {
  const known = logColours.find((name) => name === colour)
  return [
    ...(bold ? [1] : []),
    ...(dim ? [2] : []),
    ...(italic ? [3] : []),
    ...(underline ? [4] : []),
    ...(known ? [codes[known]] : []),
  ]
}
