import { type HealthWord, healthWords, type Mark, marks } from '#lib/board/policy.ts'

export const sortOrders = ['name', 'worst', 'recent'] as const
export const densities = ['comfortable', 'compact'] as const

export type SortOrder = (typeof sortOrders)[number]

/** Everything about how the board looks that belongs into its address. */
export interface BoardView {
  readonly q: string
  /** Slug of a team; empty for all. */
  readonly team: string
  readonly health: readonly HealthWord[]
  readonly mark: readonly Mark[]
  /** Null: by name in a table, worst first on a phone. */
  readonly sort: SortOrder | null
  readonly density: (typeof densities)[number]
  /** The open drawer: `system/stage`. */
  readonly stage: string | null
}

export const noFilters = { q: '', team: '', health: [], mark: [] } as const

/** What an address says of the view; what it says wrongly is left out. */
export function parseView(search: URLSearchParams): BoardView {
  const words = (name: string) => search.get(name)?.split(',') ?? []
  return {
    q: search.get('q') ?? '',
    team: search.get('team') ?? '',
    health: healthWords.filter((word) => words('health').includes(word)),
    mark: marks.filter((word) => words('mark').includes(word)),
    sort: sortOrders.find((word) => word === search.get('sort')) ?? null,
    density: densities.find((word) => word === search.get('density')) ?? 'comfortable',
    stage: search.get('stage'),
  }
}

/** The query of the address of a view, beginning with `?`; empty for the plain board. */
export function toSearch({ q, team, health, mark, sort, density, stage }: BoardView): string {
  const values = {
    q,
    team,
    health: health.join(),
    mark: mark.join(),
    sort,
    density: density === 'comfortable' ? null : density,
    stage,
  }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value)
  return search.size > 0 ? `?${search}` : ''
}

export function hasFilters({ q, team, health, mark }: BoardView): boolean {
  return q !== '' || team !== '' || health.length > 0 || mark.length > 0
}

export function toSortOrder({ sort }: BoardView, isPhone: boolean): SortOrder {
  return sort ?? (isPhone ? 'worst' : 'name')
}
