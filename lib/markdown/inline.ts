import type { Span } from './blocks.ts'
import { type Definitions, findLinkEnd } from './links.ts'

/** A run of one kind. Everything unsafe stays text: nothing here is ever rendered. */
export type Inline = Span & {
  kind: 'text' | 'code' | 'link' | 'image' | 'html' | 'break'
  text: string
  url: string | null
  isStrong: boolean
  isStruck: boolean
}

/** A stretch of the text; a paragraph inside of a quote or list has one per line. */
export type Segment = Span

type Mark = { at: number; index: number }

/** Unmatched marks of one kind that are remembered; keeps hostile text linear. */
const maxOpenMarks = 16

const bareUrl = /https?:\/\/[^\s<>"'`|]+/y
const htmlTag = /<\/?[a-zA-Z][^<>]{0,1000}>|<![A-Z][^<>]{0,1000}>|<\?[^<>]{0,1000}\?>/y
const autolink = /<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]{0,2000})>/y
const punctuation = /[!-/:-@[-`{-~]/

/** Reads the words of a paragraph, heading or cell in one pass. */
export function readInlines(
  text: string,
  segments: readonly Segment[],
  definitions: Definitions,
): Inline[] {
  const reader = new InlineReader(text, segments, definitions)
  return reader.read()
}

class InlineReader {
  readonly #joined: string
  readonly #offsets: { at: number; offset: number }[] = []
  readonly #definitions: Definitions
  readonly #out: Inline[] = []
  readonly #marks = new Map<string, Mark[]>()
  readonly #brackets: { at: number; index: number; isImage: boolean }[] = []
  readonly #ticks = new Map<number, number[]>()
  #at = 0
  #textFrom = 0
  #hasNoCommentEnd = false

  constructor(text: string, segments: readonly Segment[], definitions: Definitions) {
    const parts: string[] = []
    let at = 0
    for (const segment of segments) {
      this.#offsets.push({ at, offset: segment.start })
      parts.push(text.slice(segment.start, segment.end))
      at += segment.end - segment.start + 1
    }
    this.#joined = parts.join('\n')
    this.#definitions = definitions
    for (const run of this.#joined.matchAll(/`+/g)) {
      const known = this.#ticks.get(run[0].length)
      if (known) known.push(run.index)
      else this.#ticks.set(run[0].length, [run.index])
    }
    for (const positions of this.#ticks.values()) positions.reverse()
  }

  read(): Inline[] {
    while (this.#at < this.#joined.length) this.#step(this.#joined[this.#at] ?? '')
    this.#flush(this.#joined.length)
    return this.#out
  }

  #step(char: string) {
    if (char === '\\') this.#escape()
    else if (char === '`') this.#code()
    else if (char === '<') this.#angle()
    else if (char === '[' || (char === '!' && this.#joined[this.#at + 1] === '['))
      this.#open(char === '!')
    else if (char === ']') this.#close()
    else if (char === '*' || char === '_' || char === '~') this.#emphasis(char)
    else if (char === '\n') this.#push('break', 1, '\n')
    else if (char === 'h') this.#bareUrl()
    else this.#at += 1
  }

  #offset(at: number): number {
    let low = 0
    let high = this.#offsets.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#offsets[middle]?.at ?? 0) <= at) low = middle
      else high = middle - 1
    }
    const segment = this.#offsets[low]
    return segment ? segment.offset + at - segment.at : 0
  }

  #flush(to: number) {
    if (to > this.#textFrom)
      this.#add('text', this.#textFrom, to, this.#joined.slice(this.#textFrom, to))
    this.#textFrom = to
  }

  #add(kind: Inline['kind'], from: number, to: number, text: string, url: string | null = null) {
    const start = this.#offset(from)
    const end = this.#offset(Math.max(from, to - 1)) + (to > from ? 1 : 0)
    this.#out.push({ kind, start, end, text, url, isStrong: false, isStruck: false })
  }

  #push(kind: Inline['kind'], length: number, text: string, url: string | null = null) {
    this.#flush(this.#at)
    this.#add(kind, this.#at, this.#at + length, text, url)
    this.#at += length
    this.#textFrom = this.#at
  }

  #escape() {
    const next = this.#joined[this.#at + 1] ?? ''
    if (!punctuation.test(next)) {
      this.#at += 1
      return
    }
    this.#flush(this.#at)
    this.#add('text', this.#at, this.#at + 2, next)
    this.#at += 2
    this.#textFrom = this.#at
  }

  #code() {
    let length = 1
    while (this.#joined[this.#at + length] === '`') length += 1
    const positions = this.#ticks.get(length) ?? []
    while ((positions.at(-1) ?? Number.POSITIVE_INFINITY) <= this.#at) positions.pop()
    const close = positions.at(-1)
    if (close === undefined) {
      this.#at += length
      return
    }
    const inner = this.#joined.slice(this.#at + length, close).replaceAll('\n', ' ')
    const isPadded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== ''
    this.#push('code', close + length - this.#at, isPadded ? inner.slice(1, -1) : inner)
  }

  #angle() {
    const joined = this.#joined
    if (joined.startsWith('<!--', this.#at)) {
      const close = this.#hasNoCommentEnd ? -1 : joined.indexOf('-->', this.#at + 4)
      this.#hasNoCommentEnd = close === -1
      if (close === -1) this.#at += 4
      else this.#push('html', close + 3 - this.#at, joined.slice(this.#at, close + 3))
      return
    }
    autolink.lastIndex = this.#at
    const link = autolink.exec(joined)
    htmlTag.lastIndex = this.#at
    const tag = link ? null : htmlTag.exec(joined)
    if (link) this.#push('link', link[0].length, link[1] ?? '', link[1] ?? '')
    else if (tag) this.#push('html', tag[0].length, tag[0])
    else this.#at += 1
  }

  #open(isImage: boolean) {
    const length = isImage ? 2 : 1
    this.#flush(this.#at)
    this.#brackets.push({ at: this.#at, index: this.#out.length, isImage })
    this.#at += length
  }

  #close() {
    const open = this.#brackets.pop()
    const end = open ? findLinkEnd(this.#joined, open.at, this.#at, this.#definitions) : null
    if (!(open && end)) {
      this.#at += 1
      return
    }
    this.#flush(this.#at)
    const inside = this.#out.splice(open.index)
    const from = open.at + (open.isImage ? 2 : 1)
    const words = inside.map((inline) => inline.text).join('')
    const text = words.startsWith(this.#joined.slice(open.at, from))
      ? words.slice(from - open.at)
      : words
    for (const marks of this.#marks.values()) while ((marks.at(-1)?.at ?? -1) > open.at) marks.pop()
    this.#add(open.isImage ? 'image' : 'link', open.at, end.end, text, end.url)
    this.#at = end.end
    this.#textFrom = end.end
  }

  #emphasis(char: string) {
    let length = 1
    while (this.#joined[this.#at + length] === char) length += 1
    const before = this.#joined[this.#at - 1] ?? ' '
    const after = this.#joined[this.#at + length] ?? ' '
    const opens = !/\s/.test(after) && !(char === '_' && /[\p{L}\p{N}]/u.test(before))
    const closes = !/\s/.test(before) && !(char === '_' && /[\p{L}\p{N}]/u.test(after))
    const name = char.repeat(Math.min(length, 2))
    const marks = this.#marks.get(name) ?? []
    this.#marks.set(name, marks)
    const mark = closes && length <= 3 ? marks.pop() : undefined
    if (mark) this.#closeMark(mark, char, length)
    else if (opens && length <= 3) {
      this.#flush(this.#at)
      marks.push({ at: this.#at, index: this.#out.length })
      if (marks.length > maxOpenMarks) marks.shift()
      this.#push('text', length, char.repeat(length))
    } else this.#at += length
  }

  #closeMark(mark: Mark, char: string, length: number) {
    this.#push('text', length, '')
    for (const inline of this.#out.slice(mark.index)) {
      if (char === '~') inline.isStruck = true
      else if (length >= 2) inline.isStrong = true
    }
    const opening = this.#out[mark.index]
    if (opening?.kind === 'text') opening.text = ''
  }

  #bareUrl() {
    bareUrl.lastIndex = this.#at
    const before = this.#joined[this.#at - 1] ?? ' '
    const match = /[\s(*_~|>:„"“–-]/.test(before) ? bareUrl.exec(this.#joined) : null
    if (!match) {
      this.#at += 1
      return
    }
    const url = match[0].replace(/[\])?!.,:*_~'"]+$/, '')
    if (url.length > 8 && this.#brackets.length === 0) this.#push('link', url.length, url, url)
    else this.#at += Math.max(1, url.length)
  }
}
