import type { Inline, Span } from '#lib/markdown/index.ts'
import { toPlain } from './fold.ts'

/** `Owner: somebody`, with or without emphasis, and where its two sides are. */
export type Labelled = { label: string; text: string; value: Span; inlines: readonly Inline[] }

const maxLabelLength = 60

/** The lines of a paragraph. */
export function splitInlineLines(inlines: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]]
  for (const inline of inlines) {
    if (inline.kind === 'break') lines.push([])
    else lines.at(-1)?.push(inline)
  }
  return lines.filter((line) => line.length > 0)
}

export function toText(inlines: readonly Inline[]): string {
  return toPlain(
    inlines
      .filter((inline) => inline.kind !== 'html')
      .map((inline) => inline.text)
      .join(''),
  )
}

/** Takes words at their first colon apart; null without one near the beginning. */
export function splitLabel(inlines: readonly Inline[]): Labelled | null {
  let length = 0
  for (const [index, inline] of inlines.entries()) {
    const colon = inline.kind === 'text' ? findColon(inline.text) : -1
    if (colon !== -1) {
      const before = inlines.slice(0, index).filter(({ kind }) => kind !== 'html')
      const label = toPlain(before.map(({ text }) => text).join('') + inline.text.slice(0, colon))
      if (label === '' || label.length > maxLabelLength) return null
      return { label, ...behindColon(inlines, index, colon) }
    }
    length += inline.text.length
    if (length > maxLabelLength) return null
  }
  return null
}

/** A colon that ends a label: not the one of an address, of a time or of `::`. */
function findColon(text: string): number {
  return text.search(/:(?=[\s*]|$)/)
}

function behindColon(inlines: readonly Inline[], index: number, colon: number) {
  const own = inlines[index] as Inline
  const rest = cutInline(own, colon + 1)
  const behind = [...(rest ? [rest] : []), ...inlines.slice(index + 1)]
  while (behind[0] && behind[0].kind === 'text' && behind[0].text.trim() === '') {
    if (behind[0].end - behind[0].start > behind[0].text.length && behind.length > 1) {
      const isOpening = behind[1]?.isStrong && behind[0].isStrong && !own.isStrong
      if (isOpening) break
    }
    behind.shift()
  }
  const first = behind[0] ? trimStart(behind[0]) : null
  const parts = first ? [first, ...behind.slice(1)] : []
  const end = parts.at(-1)?.end ?? own.end
  const start = first?.start ?? end
  return { text: toText(parts), value: { start, end }, inlines: parts }
}

function cutInline(inline: Inline, from: number): Inline | null {
  if (from >= inline.text.length) return null
  return { ...inline, text: inline.text.slice(from), start: inline.start + from }
}

function trimStart(inline: Inline): Inline {
  const space = inline.kind === 'text' ? inline.text.length - inline.text.trimStart().length : 0
  return space > 0 && inline.end - inline.start === inline.text.length
    ? { ...inline, text: inline.text.slice(space), start: inline.start + space }
    : inline
}

/** The bold words something begins with, and what comes behind them. */
export function splitLead(inlines: readonly Inline[]): { lead: string; behind: number } | null {
  const from = inlines.findIndex(({ kind, text }) => kind !== 'text' || text.trim() !== '')
  const first = inlines[from]
  if (!first?.isStrong) return null
  let to = from
  while (inlines[to]?.isStrong) to += 1
  const lead = toText(inlines.slice(from, to))
  return lead === '' ? null : { lead, behind: inlines[to - 1]?.end ?? first.end }
}
