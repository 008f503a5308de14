import type { DecisionDiff } from '#lib/decisions/types.ts'

type Hunk = NonNullable<DecisionDiff['hunks']>[number]

export interface DiffSide {
  readonly line: number
  readonly text: string
  readonly kind: 'same' | 'added' | 'removed'
}

/** One row of two columns; a side is null where the other text has a line more. */
export interface DiffRow {
  readonly left: DiffSide | null
  readonly right: DiffSide | null
}

/** Lines side by side: what was removed stands beside what came in its place. */
export function toRows({ fromLine, toLine, lines }: Hunk): readonly DiffRow[] {
  const rows: DiffRow[] = []
  let [left, right] = [fromLine, toLine]
  let removed: DiffSide[] = []
  let added: DiffSide[] = []
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      rows.push({ left: removed[at] ?? null, right: added[at] ?? null })
    }
    removed = []
    added = []
  }
  for (const { kind, text } of lines) {
    if (kind === 'removed') {
      removed.push({ line: left, text, kind })
      left += 1
    } else if (kind === 'added') {
      added.push({ line: right, text, kind })
      right += 1
    } else {
      flush()
      rows.push({ left: { line: left, text, kind }, right: { line: right, text, kind } })
      left += 1
      right += 1
    }
  }
  flush()
  return rows
}
