import type { World } from '../world.ts'
import type { Call } from './call.ts'

export interface Page {
  /** Counts from 1. */
  readonly number: number
  readonly size: number
}

export interface Paged<T> {
  readonly items: readonly T[]
  /** `link` when there is more than one page. */
  readonly headers: Readonly<Record<string, string>>
}

const maximumPageSize = 100

export function getPage(call: Call, defaultSize = 30): Page {
  return {
    number: Math.max(1, toCount(call.query.get('page'), 1)),
    size: Math.min(maximumPageSize, Math.max(1, toCount(call.query.get('per_page'), defaultSize))),
  }
}

export function paginate<T>(
  world: World,
  call: Call,
  all: readonly T[],
  defaultSize?: number,
): Paged<T> {
  const page = getPage(call, defaultSize)
  const start = (page.number - 1) * page.size
  const link = toLink(world, call, page.number, Math.max(1, Math.ceil(all.length / page.size)))
  return { items: all.slice(start, start + page.size), headers: link ? { link } : {} }
}

function toLink(world: World, call: Call, current: number, last: number): string {
  const relations = [
    current > 1 && ([current - 1, 'prev'] as const),
    current < last && ([current + 1, 'next'] as const),
    current < last && ([last, 'last'] as const),
    current > 1 && ([1, 'first'] as const),
  ]
  return relations
    .filter((relation) => relation !== false)
    .map(([page, name]) => `<${toPageUrl(world, call, page)}>; rel="${name}"`)
    .join(', ')
}

function toPageUrl(world: World, call: Call, page: number) {
  const query = new URLSearchParams(call.query)
  query.set('page', String(page))
  return `${world.urls.api}${call.path}?${query}`
}

function toCount(value: string | null, fallback: number) {
  const count = Number(value ?? fallback)
  return Number.isInteger(count) ? count : fallback
}
