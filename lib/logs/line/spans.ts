import { toInertText } from '#lib/core/text.ts'
import type { LogSpan } from '../types.ts'
import type { LogColour } from '../words.ts'

type Look = Omit<LogSpan, 'start' | 'end'>

export interface ColouredText {
  /** Without any terminal sequence. */
  readonly text: string
  /** In order, without overlaps; what lies between them has no colour. */
  readonly spans: readonly LogSpan[]
}

// https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ section 8.3.117.
const esc = String.fromCharCode(27)
const rendition = new RegExp(`${esc}\\[([0-9;:]{0,64})m`, 'g')
const maxSpans = 200
const plain: Look = { colour: null, bold: false, dim: false, italic: false, underline: false }

/** Colours of a line as spans over its plain text; every other control sequence is made inert. */
export function parseColours(raw: string): ColouredText {
  if (!raw.includes(`${esc}[`)) return { text: toInertText(raw), spans: [] }
  const spans: LogSpan[] = []
  let text = ''
  let look = plain
  let from = 0
  const append = (part: string) => {
    const start = text.length
    text += toInertText(part)
    if (isPlain(look) || text.length === start || spans.length >= maxSpans) return
    spans.push({ start, end: text.length, ...look })
  }
  for (const match of raw.matchAll(rendition)) {
    append(raw.slice(from, match.index))
    look = applyRendition(look, match[1] ?? '')
    from = match.index + match[0].length
  }
  append(raw.slice(from))
  return { text, spans }
}

function isPlain(look: Look): boolean {
  return look.colour === null && !look.bold && !look.dim && !look.italic && !look.underline
}

const hues: readonly (LogColour | null)[] = [
  'grey',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  null,
]

const switches: Readonly<Record<number, Partial<Look>>> = {
  0: plain,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  39: { colour: null },
}

function applyRendition(look: Look, parameters: string): Look {
  const codes = parameters.split(/[;:]/).map(Number)
  let next = look
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    if (code === 38 || code === 48) {
      const { colour, used } = readExtendedColour(codes.slice(at + 1))
      if (code === 38) next = { ...next, colour }
      at += used
    } else if (code >= 30 && code <= 37) next = { ...next, colour: hues[code - 30] ?? null }
    else if (code >= 90 && code <= 97) next = { ...next, colour: hues[code - 90] ?? null }
    else next = { ...next, ...switches[code] }
  }
  return next
}

function readExtendedColour(codes: readonly number[]): { colour: LogColour | null; used: number } {
  if (codes[0] === 5) return { colour: toPaletteHue(codes[1] ?? 0), used: 2 }
  if (codes[0] !== 2) return { colour: null, used: 0 }
  const [red = 0, green = 0, blue = 0] = codes.slice(1, 4)
  return { colour: toHue(red, green, blue), used: 4 }
}

function toPaletteHue(index: number): LogColour | null {
  if (index < 16) return hues[index % 8] ?? null
  if (index >= 232) return index < 250 ? 'grey' : null
  const cube = index - 16
  return toHue(Math.floor(cube / 36) * 51, (Math.floor(cube / 6) % 6) * 51, (cube % 6) * 51)
}

/** The nearest of the few colours that are readable in both themes. */
function toHue(red: number, green: number, blue: number): LogColour | null {
  const max = Math.max(red, green, blue)
  const min = Math.min(red, green, blue)
  if (max - min < 40) return max < 200 ? 'grey' : null
  const middle = (max + min) / 2
  const bits = (red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0)
  return hues[bits] ?? null
}
