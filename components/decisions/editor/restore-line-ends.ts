const lineEnd = /\r\n|\n|\r/g

/**
 * A text field turns every line end into a line feed. Gives lines that were not touched the ends they had, and new
 * ones the end most lines have, so that saving changes only what was typed.
 */
export function restoreLineEnds(original: string, typed: string): string {
  const ends = original.match(lineEnd) ?? []
  if (!ends.some((end) => end !== '\n')) return typed
  const usual = ends.filter((end) => end === '\r\n').length * 2 >= ends.length ? '\r\n' : '\n'
  const before = original.split(lineEnd)
  const after = typed.split('\n')
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  const most = Math.min(before.length, after.length) - head
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1
  }
  const toEnd = (index: number): string => {
    if (index === after.length - 1) return ''
    if (index < head) return ends[index] ?? usual
    if (index >= after.length - tail) return ends[index + before.length - after.length] ?? usual
    return usual
  }
  return after.map((line, index) => line + toEnd(index)).join('')
}
