import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { mutate } from '#lib/core/mutate.ts'
import { accessFact } from './reading-facts.ts'
import type { CheckAccessInput } from './schemas.ts'

/** Has access reports renewed at once instead of when they are due; resolves to how many. Nobody's data changes, so it is not audited. */
export async function checkAccessNow(
  ctx: Context,
  { system, stage, source }: CheckAccessInput,
): Promise<{ readonly count: number }> {
  return mutate(ctx, 'credential:manage', null, async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE reading SET next_at = clock_timestamp()
      FROM stage JOIN system ON system.id = stage.system_id
      WHERE reading.stage_id = stage.id AND reading.fact = ${accessFact}
        AND (${system ?? null}::text IS NULL OR system.slug = ${system ?? null})
        AND (${stage ?? null}::text IS NULL OR stage.slug = ${stage ?? null})
        AND (${source ?? null}::text IS NULL OR reading.source = ${source ?? null})`
    return { result: { count }, audit: 'unchanged' }
  })
}
