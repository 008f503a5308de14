import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import type { SpikeView } from '../answers.ts'
import { getSpike } from '../get-spike.ts'
import { getSpikeSubject } from '../get-spike-subject.ts'
import type { OverrideAbortInput, SpikePath } from '../schemas.ts'
import { abortSchema } from '../to-summary.ts'

/** Goes on although an abort criterion fired, with a reason that stays. */
export async function overrideAbort(
  ctx: Context,
  path: SpikePath,
  { reason }: OverrideAbortInput,
): Promise<SpikeView> {
  const spike = await getSpikeSubject(ctx, path)
  await mutate(ctx, 'decision:write', spike.subject, async (tx) => {
    await tx.$queryRaw`SELECT id FROM spike WHERE id = ${spike.id}::uuid FOR UPDATE`
    const row = await tx.spike.findUniqueOrThrow({ where: { id: spike.id } })
    const abort = abortSchema.parse(row.abort)
    if (!abort) {
      throw conflict('No abort criterion of this spike has fired.', { reason: 'no_abort' })
    }
    const words = redactSecrets(toInertText(reason))
    await tx.spike.update({
      where: { id: spike.id },
      data: { abortOverride: { reason: words, by: ctx.actor.name, at: ctx.now().toISOString() } },
    })
    return {
      result: null,
      audit: {
        action: 'spike.override-abort',
        entity: { kind: 'spike', id: spike.id },
        systemId: spike.systemId,
        stageId: spike.stageId,
        before: { abort },
        after: { reason: words },
      },
      changes: [
        { topic: 'spike', key: spike.id, systemId: spike.systemId },
        { topic: 'decision', key: spike.decisionId, systemId: spike.systemId },
      ],
    }
  })
  return getSpike(ctx, path)
}
