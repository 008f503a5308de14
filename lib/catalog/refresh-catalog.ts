import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { mutate } from '#lib/core/mutate.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { getSystemSubject } from './get-system-subject.ts'
import { enqueueRead, refreshCatalogJob } from './jobs.ts'

/** Has all sources read again soon, or only the one a system comes from. */
export async function refreshCatalog(
  ctx: Context,
  { system }: { readonly system?: string } = {},
): Promise<{ readonly state: 'requested' }> {
  if (system !== undefined) return refreshSystem(ctx, system)
  return mutate(ctx, 'catalog:refresh', null, async (tx) => {
    await enqueueJob(tx, refreshCatalogJob, { all: true }, { key: 'catalog.refresh-all' })
    return { result: REQUESTED, audit: toNote('*', null) }
  })
}

async function refreshSystem(ctx: Context, system: string) {
  const subject = await getSystemSubject(ctx, { system })
  return mutate(ctx, 'catalog:refresh', subject, async (tx) => {
    const { sourceId } = await tx.system.findUniqueOrThrow({
      where: { id: subject.systemId },
      select: { sourceId: true },
    })
    await enqueueRead(tx, sourceId)
    return { result: REQUESTED, audit: toNote(system, subject.systemId) }
  })
}

const REQUESTED = { state: 'requested' } as const

function toNote(id: string, systemId: string | null) {
  const entity = { kind: 'catalog', id }
  return { action: 'catalog.refresh', entity, systemId, before: null, after: REQUESTED }
}
