import { diff3Merge } from 'node-diff3'

export interface ThreeTexts {
  /** What both began from. */
  readonly base: string
  readonly theirs: string
  readonly yours: string
}

export type MergePart =
  | { readonly kind: 'agreed'; readonly text: string }
  | {
      readonly kind: 'choice'
      /** Place among the choices, from 0. */
      readonly index: number
      readonly base: string
      readonly theirs: string
      readonly yours: string
    }

export const picks = ['yours', 'theirs', 'both'] as const
export type Pick = (typeof picks)[number]

const toLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** What both agree on and the places where they do not, in order; lines keep their ends. */
export function toMergeParts({ base, theirs, yours }: ThreeTexts): readonly MergePart[] {
  const regions = diff3Merge<string>(toLines(theirs), toLines(base), toLines(yours), {
    excludeFalseConflicts: true,
  })
  let index = -1
  return regions.map(({ ok, conflict }): MergePart => {
    if (!conflict) return { kind: 'agreed', text: (ok ?? []).join('') }
    index += 1
    return {
      ...{ kind: 'choice', index, base: conflict.o.join('') },
      ...{ theirs: conflict.a.join(''), yours: conflict.b.join('') },
    }
  })
}

/** The text that follows from a choice for every place. */
export function joinParts(parts: readonly MergePart[], chosen: readonly Pick[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'agreed') return part.text
      const pick = chosen[part.index] ?? 'yours'
      if (pick === 'both') return withEnd(part.theirs) + part.yours
      return part[pick]
    })
    .join('')
}

const withEnd = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
