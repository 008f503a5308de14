import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { getSystemOverview } from './get-system-overview.ts'
import type { StageOverview } from './types.ts'

/** One stage with its current state, and the system it belongs to. */
export async function getStageOverview(
  ctx: Context,
  input: { readonly system: string; readonly stage: string },
): Promise<StageOverview> {
  const { slug, name, team, repository, stages } = await getSystemOverview(ctx, input)
  const stage = stages.find((candidate) => candidate.slug === input.stage)
  if (!stage) throw notFound(`The stage "${input.stage}" of "${input.system}"`)
  return { ...stage, system: { slug, name, team, repository } }
}
