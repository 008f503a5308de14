/** A line, or what is left of it inside of a container. */
export type Line = {
  /** From 1. */
  number: number
  start: number
  /** Before the line ending. */
  end: number
  /** Column of `start`, from 0, tabs widened to four. */
  column: number
  /** Columns of a tab that a container took only a part of. */
  pad: number
  /** Continues a paragraph without the marks of its container. */
  isLazy: boolean
}

/** Ends of lines are `\n`, `\r\n` and a lone `\r`. */
export function splitLines(text: string, from = 0, firstNumber = 1): Line[] {
  const lines: Line[] = []
  let start = from
  while (start < text.length) {
    let end = start
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1
    lines.push({
      number: firstNumber + lines.length,
      start,
      end,
      column: 0,
      pad: 0,
      isLazy: false,
    })
    start = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
  }
  return lines
}

/** Width of the white space a line begins with, and where its first other character is. */
export function measureIndent(text: string, line: Line): { columns: number; offset: number } {
  let { start, column } = line
  const from = column
  while (start < line.end && (text[start] === ' ' || text[start] === '\t')) {
    column += text[start] === '\t' ? 4 - (column % 4) : 1
    start += 1
  }
  return { columns: column - from + line.pad, offset: start }
}

/** The line without so many columns of white space. */
export function stripIndent(text: string, line: Line, columns: number): Line {
  let { start, column, pad } = line
  let left = columns - Math.min(pad, columns)
  pad -= columns - left
  while (left > 0 && start < line.end && (text[start] === ' ' || text[start] === '\t')) {
    const width = text[start] === '\t' ? 4 - (column % 4) : 1
    start += 1
    column += width
    pad = Math.max(0, width - left)
    left = Math.max(0, left - width)
  }
  return { ...line, start, column, pad }
}

export function isBlankLine(text: string, line: Line): boolean {
  return measureIndent(text, line).offset >= line.end
}

/** What ends most lines of a text. */
export function findLineEnding(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1
  const windows = text.split('\r\n').length - 1
  return windows * 2 > all ? '\r\n' : '\n'
}

/** Finds the number of the line an offset is on. */
export class LineIndex {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n'))
        this.#starts.push(at + 1)
    }
  }

  /** From 1. */
  numberAt(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
