import 'server-only'
import type { z } from 'zod'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { mutate } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { hastenReadings } from '#lib/hosting/index.ts'
import type { askPlatformResult } from './schemas.ts'

/** Has everything about a stage asked for now, as far as the budgets of its accounts go. */
export async function askPlatform(
  ctx: Context,
  input: { readonly system: string; readonly stage: string },
): Promise<z.output<typeof askPlatformResult>> {
  const subject = await getStageSubject(ctx, input)
  const { systemId, stageId, stageSlug, systemSlug } = subject
  return mutate(ctx, 'platform:ask', subject, async (tx) => {
    const readings = await hastenReadings(onTransaction(tx), stageId)
    return {
      result: { state: 'requested', readings },
      audit: {
        action: 'platform.ask',
        entity: { kind: 'stage', id: `${systemSlug}/${stageSlug}` },
        ...{ systemId, stageId },
        ...{ before: null, after: { readings } },
      },
    }
  })
}
