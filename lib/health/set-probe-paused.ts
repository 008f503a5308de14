import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { mutate } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { getProbe } from './get-probe.ts'
import { projectStages } from './project-stages.ts'
import type { ProbeAddress } from './schemas.ts'
import type { PausedProbe } from './types.ts'

/** Stops or resumes measuring a probe. Doing what is already so changes nothing. */
export async function setProbePaused(
  ctx: Context,
  { paused, ...address }: ProbeAddress & { readonly paused: boolean },
): Promise<PausedProbe> {
  const { subject, probe } = await getProbe(ctx, address)
  return await mutate(ctx, 'probe:pause', subject, async (tx) => {
    const { count } = await tx.probe.updateMany({
      where: { id: probe.id, pausedAt: paused ? null : { not: null } },
      data: {
        pausedAt: paused ? ctx.now() : null,
        pausedBy: paused ? ctx.actor.name : null,
        health: paused ? 'paused' : 'unknown',
        healthSince: ctx.now(),
        healthReason: paused ? null : 'not_measured_yet',
        healthParams: {},
        consecutiveFailures: 0,
        // Planned anew; a measurement under way counts for nothing.
        nextRunAt: null,
        leasedUntil: null,
        fence: { increment: 1 },
      },
    })
    if (count === 0) return { result: { paused }, audit: 'unchanged' }
    await projectStages(onTransaction(tx), [subject.stageId])
    return {
      result: { paused },
      audit: {
        action: paused ? 'probe.pause' : 'probe.resume',
        entity: { kind: 'probe', id: `${address.system}/${address.stage}/${probe.slug}` },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: { paused: !paused },
        after: { paused },
      },
    }
  })
}
