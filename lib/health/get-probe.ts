import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { invalidInput, notFound } from '#lib/core/errors.ts'
import type { ProbeAddress } from './schemas.ts'

const select = { id: true, slug: true, kind: true, tokenRotation: true, pausedAt: true } as const

/** A probe with the stage it belongs to; throws `not_found` for one the actor may not know of. */
export async function getProbe(ctx: Context, { system, stage, probe }: ProbeAddress) {
  const subject = await getStageSubject(ctx, { system, stage })
  const row = await getDb().probe.findFirst({
    where: { stageId: subject.stageId, slug: probe, removedAt: null },
    select,
  })
  if (!row) throw notFound(`The probe "${probe}"`)
  return { subject, probe: row }
}

/** The same for a heartbeat. */
export async function getHeartbeat(ctx: Context, address: ProbeAddress) {
  const found = await getProbe(ctx, address)
  if (found.probe.kind !== 'heartbeat') {
    throw invalidInput(`The probe "${address.probe}" is no heartbeat and has no ping URL.`)
  }
  return found
}

/** The heartbeat of a component; throws when it has none or several. */
export async function getHeartbeatOfComponent(
  ctx: Context,
  { system, stage, component }: Omit<ProbeAddress, 'probe'> & { readonly component: string },
) {
  const subject: StageSubject = await getStageSubject(ctx, { system, stage })
  const rows = await getDb().probe.findMany({
    where: {
      stageId: subject.stageId,
      kind: 'heartbeat',
      removedAt: null,
      component: { slug: component },
    },
    select,
  })
  const [probe] = rows
  if (!probe) throw notFound(`A heartbeat of "${component}" on ${system}/${stage}`)
  if (rows.length > 1) {
    throw invalidInput(
      `"${component}" has several heartbeats: ${rows.map(({ slug }) => slug).join(', ')}.`,
    )
  }
  return { subject, probe }
}
