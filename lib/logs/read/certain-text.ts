import type { SearchTerm } from './matcher.ts'

/** A part every match contains, so that a source can sift by it; null when none is sure. */
export function findCertainText({ q, regex }: SearchTerm): string | null {
  if (!regex) return q === '' ? null : q
  const runs = listCertainRuns(q) ?? []
  return runs.filter((run) => run.length >= 3).toSorted((a, b) => b.length - a.length)[0] ?? null
}

// A group with what counts it, a class, an escape, a count of what stands before, or one character.
const piece =
  /\((?:\\.|\[(?:\\.|[^\]\\])*\]|[^()[\]\\])*\)|\[(?:\\.|[^\]\\])*\]|\\(?:x[\dA-Fa-f]{2}|u\{[^}]*\}|u[\dA-Fa-f]{4}|[pP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|\d+|.)|[*+?]\??|\{\d+,?\d*\}\??|./gsu

/** Runs of characters outside of groups and classes; null for a pattern of alternatives, or with groups in groups. */
function listCertainRuns(source: string): readonly string[] | null {
  const runs: string[][] = [[]]
  for (const [text] of source.matchAll(piece)) {
    if (text === '|' || text === '(' || text === ')') return null
    const run = runs.at(-1)
    // What is counted may be missing, unless it comes once or more.
    if (/^[*?{]/.test(text)) run?.pop()
    if (/^(?:\\[^\w]|[^\\^$.*+?{([])$/u.test(text)) run?.push(text.replace('\\', ''))
    else runs.push([])
  }
  return runs.map((characters) => characters.join(''))
}
