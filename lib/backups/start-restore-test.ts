import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { getPolicy } from './get-policy.ts'
import { restoreTestStub } from './restore/job-stub.ts'
import type { PolicyAddress } from './schemas.ts'
import { restorePlanSchema } from './stored.ts'

/** Has the worker restore the newest backup of a policy into a place that is thrown away. One at a time. */
export async function startRestoreTest(
  ctx: Context,
  address: PolicyAddress,
): Promise<{ readonly id: string }> {
  const { subject, policy, entityId } = await getPolicy(ctx, address)
  const plan = restorePlanSchema.safeParse(policy.restoreTest)
  return mutate(ctx, 'restore-test:start', subject, async (tx) => {
    if (!plan.success || plan.data.run === 'by-hand') {
      throw conflict(
        `The catalog does not say how "${policy.slug}" is restored; set restoreTest.run there, or record a restore you did yourself.`,
        { reason: 'restore_by_hand' },
      )
    }
    await tx.$queryRaw`SELECT id FROM backup_policy WHERE id = ${policy.id}::uuid FOR UPDATE`
    const active = await tx.restoreTest.findFirst({
      where: { policyId: policy.id, state: { not: 'done' } },
    })
    if (active) {
      throw conflict(`A restore of "${policy.slug}" is being tried already.`, {
        reason: 'restore_active',
        details: { id: active.id },
      })
    }
    const { id } = await tx.restoreTest.create({
      data: {
        policyId: policy.id,
        method: plan.data.run,
        state: 'queued',
        actor: ctx.actor.name,
      },
      select: { id: true },
    })
    await enqueueJob(tx, restoreTestStub, { testId: id }, { key: `restore-test:${id}` })
    return {
      result: { id },
      audit: {
        action: 'restore-test.start',
        entity: { kind: 'backup-policy', id: entityId },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: null,
        after: { restoreTest: id, method: plan.data.run },
      },
      changes: [
        { topic: 'stage', key: `${address.system}/${address.stage}`, systemId: subject.systemId },
      ],
    }
  })
}
