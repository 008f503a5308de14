/** Replaces the characters from `start` up to `end`; equal ends insert. */
export type Splice = { start: number; end: number; insert: string }

type Piece = { start: number; end: number } | { insert: string }

/** Changes a text by splices and remembers them as splices of the text it began with. */
export class SplicedText {
  readonly #original: string
  #pieces: Piece[]
  #text: string

  constructor(text: string) {
    this.#original = text
    this.#text = text
    this.#pieces = text === '' ? [] : [{ start: 0, end: text.length }]
  }

  get text(): string {
    return this.#text
  }

  /** Splices speak of the text as it is now and do not overlap. */
  apply(splices: readonly Splice[]): void {
    for (const splice of splices.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
      this.#pieces = this.#splitAt(splice)
      this.#text = this.#text.slice(0, splice.start) + splice.insert + this.#text.slice(splice.end)
    }
  }

  #splitAt(splice: Splice): Piece[] {
    const before: Piece[] = []
    const after: Piece[] = []
    let at = 0
    for (const piece of this.#pieces) {
      const length = lengthOf(piece)
      const head = cut(piece, 0, Math.min(length, splice.start - at))
      const tail = cut(piece, Math.max(0, splice.end - at), length)
      if (head) before.push(head)
      if (tail) after.push(tail)
      at += length
    }
    return splice.insert === ''
      ? [...before, ...after]
      : [...before, { insert: splice.insert }, ...after]
  }

  /** What became of the text it began with, in order. Everything outside is as it was. */
  splices(): Splice[] {
    const splices: Splice[] = []
    let at = 0
    let insert = ''
    const close = (to: number) => {
      if (insert !== '' || to > at) splices.push({ start: at, end: to, insert })
      insert = ''
    }
    for (const piece of this.#pieces) {
      if ('insert' in piece) insert += piece.insert
      else {
        close(piece.start)
        at = piece.end
      }
    }
    close(this.#original.length)
    return splices
  }
}

function lengthOf(piece: Piece): number {
  return 'insert' in piece ? piece.insert.length : piece.end - piece.start
}

function cut(piece: Piece, from: number, to: number): Piece | null {
  if (from >= to) return null
  return 'insert' in piece
    ? { insert: piece.insert.slice(from, to) }
    : { start: piece.start + from, end: piece.start + to }
}

export function applySplices(text: string, splices: readonly Splice[]): string {
  const spliced = new SplicedText(text)
  spliced.apply(splices)
  return spliced.text
}
