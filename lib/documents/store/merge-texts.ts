import { diff3Merge } from 'node-diff3'

export interface ThreeTexts {
  /** What both began from. */
  readonly base: string
  /** What is stored now. */
  readonly theirs: string
  /** What is to be stored. */
  readonly yours: string
}

/** A place both changed differently. Lines are counted from 1 in each text. */
export interface MergeHunk {
  readonly base: HunkSide
  readonly theirs: HunkSide
  readonly yours: HunkSide
}

interface HunkSide {
  readonly line: number
  readonly text: string
}

export type MergedText =
  | { readonly text: string; readonly hunks?: undefined }
  | { readonly text?: undefined; readonly hunks: readonly MergeHunk[] }

/** Beyond so many changed lines comparing takes longer than somebody waits. */
const maxLines = 20_000

/** Merges by lines, line ends kept. What only one of the two changed is taken; what both changed alike is taken once. */
export function mergeTexts({ base, theirs, yours }: ThreeTexts): MergedText {
  if (theirs === yours || base === yours) return { text: theirs }
  if (base === theirs) return { text: yours }
  const [a, o, b] = [toLines(theirs), toLines(base), toLines(yours)]
  if (Math.max(a.length, o.length, b.length) > maxLines) return { hunks: [toWhole(a, o, b)] }
  const regions = diff3Merge<string>(a, o, b, { excludeFalseConflicts: true })
  const hunks = regions.flatMap(({ conflict }) =>
    conflict
      ? [
          {
            base: toSide(conflict.o, conflict.oIndex),
            theirs: toSide(conflict.a, conflict.aIndex),
            yours: toSide(conflict.b, conflict.bIndex),
          },
        ]
      : [],
  )
  return hunks.length > 0 ? { hunks } : { text: regions.flatMap(({ ok }) => ok ?? []).join('') }
}

/** Lines with their ends, so that joining them gives the text back. */
function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

const toSide = (lines: readonly string[], index: number): HunkSide => ({
  line: index + 1,
  text: lines.join(''),
})

const toWhole = (a: string[], o: string[], b: string[]): MergeHunk => ({
  base: toSide(o, 0),
  theirs: toSide(a, 0),
  yours: toSide(b, 0),
})
