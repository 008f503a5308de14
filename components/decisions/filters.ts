import { decisionStatuses } from '#lib/documents/words.ts'

/** What narrows and orders the list, as it stands in the address; empty ones do not filter. */
export interface DecisionFilters {
  readonly q: string
  readonly status: string
  readonly system: string
  readonly decider: string
  readonly review: string
  readonly broken: string
  readonly sort: string
}

export const noFilters: DecisionFilters = {
  q: '',
  status: '',
  system: '',
  decider: '',
  review: '',
  broken: '',
  sort: '',
}

export const sortChoices = ['newest', 'updated', 'review', 'number', 'title'] as const
export const reviewChoices = ['due', 'soon', 'set', 'none'] as const

/** Remembers in this browser how the list is sorted. */
export const sortCookie = 'decisions-sort'

export const views = ['list', 'timeline', 'graph'] as const
export type View = (typeof views)[number]

const names = ['q', 'status', 'system', 'decider', 'review', 'broken', 'sort'] as const

/** Query of the API; values it would refuse are left out, so that an old link still shows something. */
export function toListSearch(filters: DecisionFilters): URLSearchParams {
  return new URLSearchParams(Object.entries(toQuery(filters)))
}

export function toQuery(filters: DecisionFilters): Record<string, string> {
  const isKnown: Partial<Record<keyof DecisionFilters, (value: string) => boolean>> = {
    status: (value) => value.split(',').every((one) => isOneOf(decisionStatuses, one)),
    review: (value) => isOneOf(reviewChoices, value),
    broken: (value) => value === 'true',
    sort: (value) => isOneOf(sortChoices, value),
    system: (value) => /^[a-z0-9](?:-?[a-z0-9])*$/.test(value) && value.length <= 63,
  }
  const entries = names.flatMap((name): [string, string][] => {
    const value = filters[name].trim().slice(0, name === 'decider' ? 100 : 200)
    return value && (isKnown[name]?.(value) ?? true) ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}

const isOneOf = (words: readonly string[], word: string) => words.includes(word)

/** Reads filters of an address. */
export function parseFilters(
  params: Readonly<Record<string, string | string[] | undefined>>,
  savedSort = '',
): DecisionFilters {
  const read = (name: keyof DecisionFilters) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  return {
    ...{ q: read('q'), status: read('status'), system: read('system'), decider: read('decider') },
    ...{ review: read('review'), broken: read('broken') },
    sort: read('sort') || (isOneOf(sortChoices, savedSort) ? savedSort : ''),
  }
}

export const isFiltered = ({ sort: _, ...filters }: DecisionFilters): boolean =>
  Object.values(filters).some(Boolean)
