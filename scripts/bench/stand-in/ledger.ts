import { z } from 'zod'
import type { StandIn } from './place.ts'

const entrySchema = z.object({
  at: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  method: z.string(),
  path: z.string(),
  body: z.unknown(),
})
const ledgerSchema = z.object({ entries: z.array(entrySchema) })
const dispatchSchema = z.object({ inputs: z.object({ stage: z.string() }) })

export type Call = z.infer<typeof entrySchema>

/** What the stand-in received, oldest first. */
export async function readCalls({ control }: StandIn): Promise<readonly Call[]> {
  const answer = await fetch(`${control.url}/ledger`, {
    headers: { 'x-sandbox-token': control.token },
    signal: AbortSignal.timeout(10_000),
  })
  return ledgerSchema.parse(await answer.json()).entries
}

/** The dispatch for `system/stage`; null when none came in. */
export function findDispatch(calls: readonly Call[], stage: string): Call | null {
  const isOfStage = ({ method, path, body }: Call) =>
    method === 'POST' &&
    path.endsWith('/dispatches') &&
    dispatchSchema.safeParse(body).data?.inputs.stage === stage
  return calls.find(isOfStage) ?? null
}

/** What was read between a moment and the dispatch that followed: what had to be known before it could be sent. */
export function listReadsBefore(
  calls: readonly Call[],
  { sinceMs, dispatch }: { readonly sinceMs: number; readonly dispatch: Call },
): readonly Call[] {
  const untilMs = Date.parse(dispatch.at)
  return calls.filter(({ at, method }) => {
    const atMs = Date.parse(at)
    return method === 'GET' && atMs >= sinceMs && atMs <= untilMs
  })
}
