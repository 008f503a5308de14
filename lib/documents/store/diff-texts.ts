import { structuredPatch } from 'diff'

export interface DiffHunk {
  readonly fromLine: number
  readonly toLine: number
  readonly lines: readonly { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }[]
}

const kinds = { ' ': 'same', '+': 'added', '-': 'removed' } as const
const timeoutMs = 2_000

/** What changed from one text to another, with three lines around each place; null when comparing takes too long. */
export function diffTexts(from: string, to: string): readonly DiffHunk[] | null {
  const patch = structuredPatch('', '', from, to, '', '', { context: 3, timeout: timeoutMs })
  return patch
    ? patch.hunks.map(({ oldStart, newStart, lines }) => ({
        fromLine: oldStart,
        toLine: newStart,
        lines: lines.flatMap((line) => {
          const kind = kinds[line.charAt(0) as keyof typeof kinds]
          return kind ? [{ kind, text: line.slice(1) }] : []
        }),
      }))
    : null
}
