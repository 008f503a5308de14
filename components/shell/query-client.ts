import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '#components/api/request-json.ts'

let inBrowser: QueryClient | undefined

/** What the screens remember of the server's answers: one memory per browser tab, a fresh one per request on the server. */
export function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return createQueryClient()
  inBrowser ??= createQueryClient()
  return inBrowser
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What the portal refused it will refuse again; anything else may be a hiccup.
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  })
}
