import 'server-only'
import type { Tx } from '#lib/core/db.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { toJson } from './to-json.ts'
import type { CatalogProbe } from './types.ts'

export interface ProbesToWrite {
  readonly stageId: string
  readonly probes: readonly CatalogProbe[]
  readonly componentIds: ReadonlyMap<string, string>
}

export async function writeProbes(
  tx: Tx,
  { stageId, probes, componentIds }: ProbesToWrite,
): Promise<void> {
  for (const probe of probes) {
    const componentId = componentIds.get(probe.component)
    if (componentId === undefined) throw new Error(`Unknown component ${probe.component}`)
    const { slug, kind } = probe
    const columns = { componentId, kind, ...toPace(probe), config: toJson(toConfig(probe)) }
    // What was measured of something else says nothing about this probe.
    await tx.probe.updateMany({
      where: {
        stageId,
        slug,
        OR: [{ kind: { not: kind } }, { componentId: { not: componentId } }],
      },
      data: UNMEASURED,
    })
    await tx.probe.upsert({
      where: { stageId_slug: { stageId, slug } },
      create: { stageId, slug, ...columns },
      update: {
        ...columns,
        nextRunAt: null,
        removedAt: null,
        ...(hasVersion(probe) ? {} : NO_VERSION),
      },
    })
  }
  const kept = probes.map(({ slug }) => slug)
  await removeProbes(tx, { stageId, slug: { notIn: kept } })
}

/** Stops measuring; what was measured stays readable. */
export async function removeProbes(tx: Tx, where: Prisma.ProbeWhereInput): Promise<void> {
  await tx.probe.updateMany({
    where: { ...where, removedAt: null },
    data: { removedAt: new Date(), nextRunAt: null },
  })
}

const NO_VERSION = { version: null, commitSha: null, versionObservedAt: null }

const UNMEASURED = {
  ...NO_VERSION,
  health: 'unknown',
  healthSince: null,
  healthReason: null,
  observedAt: null,
  consecutiveFailures: 0,
  lastDurationMs: null,
  lastStatus: null,
  certificateExpiresAt: null,
}

// A heartbeat is judged at the pace it is expected to come, and nothing waits for it.
function toPace(probe: CatalogProbe) {
  if (probe.kind === 'heartbeat') {
    return { intervalSeconds: probe.periodSeconds ?? 60, timeoutMs: 0, retries: 0 }
  }
  const { intervalSeconds, timeoutMs, retries } = probe
  return { intervalSeconds, timeoutMs, retries }
}

function toConfig(probe: CatalogProbe) {
  switch (probe.kind) {
    case 'http':
      return { url: probe.url, expect: probe.expect, version: probe.version }
    case 'tcp':
      return { host: probe.host, port: probe.port }
    case 'heartbeat': {
      const { periodSeconds, schedule, graceSeconds, timeZone } = probe
      return { periodSeconds, schedule, graceSeconds, timeZone }
    }
  }
}

function hasVersion(probe: CatalogProbe): boolean {
  return probe.kind === 'http' && probe.version !== null
}
