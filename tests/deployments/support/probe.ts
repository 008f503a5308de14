import { getDb } from '#lib/core/db.ts'
import type { DeployableStage } from './stage.ts'

/** A probe that reads a version, as the catalog stores it; resolves to its id. Nothing measures it by itself. */
export async function createMeasuredProbe(stage: DeployableStage): Promise<number> {
  const component = await getDb().component.upsert({
    where: { systemId_slug: { systemId: stage.systemId, slug: 'web' } },
    create: { systemId: stage.systemId, slug: 'web', name: 'Web', kind: 'web', position: 0 },
    update: {},
  })
  const { id } = await getDb().probe.create({
    data: {
      stageId: stage.id,
      componentId: component.id,
      slug: 'web-health',
      kind: 'http',
      config: { url: 'https://app.example.test/health', version: { path: ['version'] } },
      intervalSeconds: 3_600,
      timeoutMs: 1_000,
      retries: 0,
      nextRunAt: new Date(Date.now() + 3_600_000),
    },
    select: { id: true },
  })
  return id
}

export interface Measurement {
  readonly health: string
  readonly version: string | null
  readonly commitSha: string | null
}

/** Writes a measurement now and again until it is stopped, as the prober would. */
export function measure(probeId: number, measurement: Measurement): () => void {
  const write = () =>
    void getDb().$executeRaw`
      UPDATE probe SET health = ${measurement.health}, observed_at = now(), version = ${measurement.version},
        commit_sha = ${measurement.commitSha},
        version_observed_at = CASE WHEN ${measurement.version}::text IS NULL THEN NULL ELSE now() END
      WHERE id = ${probeId}`.catch(() => undefined)
  write()
  const timer = setInterval(write, 200)
  return () => clearInterval(timer)
}
