import type { QueryClient } from '@tanstack/react-query'
import { getQueryClient } from '#components/shell/query-client.ts'
import type { ChangeNotice } from '#lib/events/types.ts'
import { isAffected } from './affected-queries.ts'
import { subscribeToLiveMessages, updateLiveSnapshot } from './live-store.ts'
import { shareConnection } from './share-connection.ts'

/** Changes that come together cost one fetch. */
const gatherMs = 250

/** Opens the stream of changes, and has what they touch read again. Call the result to stop. */
export function startLiveUpdates(): () => void {
  const client = getQueryClient()
  const stops = [shareConnection(), refetchOnMessages(client), noteAnswers(client)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** An answer proves as well as a heartbeat that the portal is there. */
function noteAnswers(client: QueryClient): () => void {
  return client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') {
      updateLiveSnapshot({ heardAtMs: Date.now() })
    }
  })
}

function refetchOnMessages(client: QueryClient): () => void {
  let gathered: ChangeNotice[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const refetch = () => {
    const notices = gathered
    gathered = []
    timer = undefined
    client.invalidateQueries({
      predicate: ({ queryKey }) => notices.some((notice) => isAffected(queryKey, notice)),
    })
  }
  const unsubscribe = subscribeToLiveMessages((message) => {
    if (message.kind === 'reset') {
      client.invalidateQueries()
      return
    }
    gathered.push(message.notice)
    timer ??= setTimeout(refetch, gatherMs)
  })
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}
