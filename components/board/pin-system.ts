import { requestJson } from '#components/api/request-json.ts'
import { getQueryClient } from '#components/shell/query-client.ts'
import type { Board } from '#lib/board/types.ts'
import { boardQuery } from './queries.ts'

/** Pins or unpins a system: shown at once, taken back if the portal refuses. Throws then. */
export async function pinSystem(slug: string, pinned: boolean): Promise<void> {
  const client = getQueryClient()
  const { queryKey } = boardQuery()
  const show = (value: boolean) =>
    client.setQueryData<Board>(queryKey, (board) => board && withPin(board, slug, value))
  await client.cancelQueries({ queryKey })
  show(pinned)
  try {
    await requestJson(`/api/v1/systems/${encodeURIComponent(slug)}/pin`, {
      method: pinned ? 'PUT' : 'DELETE',
    })
  } catch (error) {
    show(!pinned)
    throw error
  } finally {
    client.invalidateQueries({ queryKey })
  }
}

function withPin(board: Board, slug: string, pinned: boolean): Board {
  const systems = board.systems.map((system) =>
    system.slug === slug ? { ...system, pinned } : system,
  )
  return { ...board, systems }
}
