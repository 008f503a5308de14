import { queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type { Board } from '#lib/board/types.ts'

/** The whole board. */
export const boardQuery = () =>
  queryOptions({
    queryKey: ['board'] as const,
    queryFn: ({ signal }) => requestJson<Board>('/api/v1/board', { signal }),
    staleTime: 10_000,
  })
