import 'server-only'
import { z } from 'zod'
import { getDb } from '#lib/core/db.ts'
import type { MeasuredProbe } from '../verdict.ts'

const probeConfig = z
  .object({
    version: z.unknown().optional(),
    periodSeconds: z.number().nullish(),
    graceSeconds: z.number().nullish(),
  })
  .catch({})

/** The probes of a stage as last measured, in the order of its components. */
export async function listMeasuredProbes(stageId: string): Promise<readonly MeasuredProbe[]> {
  const probes = await getDb().probe.findMany({
    where: { stageId, removedAt: null },
    orderBy: [{ component: { position: 'asc' } }, { id: 'asc' }],
    select: {
      slug: true,
      kind: true,
      config: true,
      pausedAt: true,
      health: true,
      healthReason: true,
      observedAt: true,
      lastPingAt: true,
      version: true,
      commitSha: true,
      versionObservedAt: true,
      component: { select: { slug: true } },
    },
  })
  return probes.map(({ component, config, pausedAt, lastPingAt, ...probe }) => ({
    ...probe,
    // A heartbeat is judged all the time; what was observed is the ping.
    observedAt: probe.kind === 'heartbeat' ? lastPingAt : probe.observedAt,
    component: component.slug,
    isPaused: pausedAt !== null,
    ...toReading(config),
  }))
}

function toReading(config: unknown): Pick<MeasuredProbe, 'readsVersion' | 'silenceMs'> {
  const { version, periodSeconds, graceSeconds } = probeConfig.parse(config)
  const silenceMs = periodSeconds ? (periodSeconds + (graceSeconds ?? 0)) * 1_000 : null
  return { readsVersion: Boolean(version), silenceMs }
}
