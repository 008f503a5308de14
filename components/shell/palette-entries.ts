import type { Board } from '#lib/board/types.ts'

/** A place to jump to. */
export interface PaletteTarget {
  readonly id: string
  readonly label: string
  /** What stands beside the label: the team, the system's slug. */
  readonly hint: string
  readonly href: string
  /** Lower-case text that is searched. */
  readonly haystack: string
}

export interface Found<T> {
  readonly shown: readonly T[]
  /** Matches that are not shown. */
  readonly hiddenCount: number
}

export function toSystemTargets(board: Board | undefined): readonly PaletteTarget[] {
  return (board?.systems ?? []).map(({ slug, name, team, teamName }) => ({
    id: `system ${slug}`,
    label: name,
    hint: teamName,
    href: `/systems/${slug}`,
    haystack: `${slug} ${name} ${team} ${teamName}`.toLowerCase(),
  }))
}

export function toStageTargets(board: Board | undefined): readonly PaletteTarget[] {
  return (board?.systems ?? []).flatMap((system) =>
    system.stages.map((stage) => ({
      id: `stage ${system.slug}/${stage.slug}`,
      label: `${system.name} → ${stage.name}`,
      hint: stage.running.version ?? '',
      href: `/systems/${system.slug}/${stage.slug}`,
      haystack: `${system.slug} ${system.name} ${stage.slug} ${stage.name}`.toLowerCase(),
    })),
  )
}

/** Entries that hold every word of the query, those that begin with it first. */
export function findMatches<T extends { readonly haystack: string }>(
  entries: readonly T[],
  query: string,
  limit: number,
): Found<T> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = entries.filter(({ haystack }) => words.every((word) => haystack.includes(word)))
  const [first = ''] = words
  const rank = ({ haystack }: T) => (haystack.startsWith(first) ? 0 : 1)
  const sorted = first ? matches.toSorted((a, b) => rank(a) - rank(b)) : matches
  return { shown: sorted.slice(0, limit), hiddenCount: Math.max(0, sorted.length - limit) }
}
