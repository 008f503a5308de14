'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import type { DecisionFilters } from './filters.ts'
import { decisionsQuery } from './queries.ts'

/** The pages of the list read so far as one. */
export function useDecisions(filters: DecisionFilters) {
  const query = useInfiniteQuery(decisionsQuery(filters))
  const pages = query.data?.pages ?? []
  return {
    ...query,
    items: pages.flatMap((page) => page.items),
    total: pages[0]?.total ?? 0,
  }
}
