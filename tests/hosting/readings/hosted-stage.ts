import { getDb } from '#lib/core/db.ts'
import type { PlatformAdapter } from '#lib/hosting/port.ts'
import type { RunningRelease } from '#lib/hosting/release-port.ts'
import { createStage, type StageOptions } from '#tests/factories/catalog.ts'

export interface HostedStageOptions extends StageOptions {
  readonly hostingKind?: string
  readonly hostingTarget?: object
  readonly sources?: readonly object[]
  readonly logs?: readonly object[]
  readonly components?: readonly string[]
}

/** A stage that runs somewhere, by default on an app of its own on App Platform. */
export async function createHostedStage(options: HostedStageOptions = {}) {
  const stage = await createStage(options)
  const db = getDb()
  for (const [position, slug] of (options.components ?? ['web']).entries()) {
    const component = { systemId: stage.systemId, slug, name: slug, kind: 'web', position }
    await db.component.upsert({
      where: { systemId_slug: { systemId: stage.systemId, slug } },
      create: component,
      update: {},
    })
  }
  await db.stage.update({
    where: { id: stage.id },
    data: {
      hostingKind: options.hostingKind ?? 'digitalocean-app-platform',
      hostingTarget: options.hostingTarget ?? { appName: stage.id, region: 'fra' },
      sources: [...(options.sources ?? [])],
      logs: [...(options.logs ?? [])],
    },
  })
  return stage
}

export function toRelease(
  components: readonly Partial<RunningRelease['components'][number]>[],
  rest: Partial<RunningRelease> = {},
): RunningRelease {
  return {
    observedAt: new Date(),
    pin: null,
    notes: [],
    ...rest,
    components: components.map((component) => ({
      component: 'web',
      state: 'running',
      version: null,
      commitSha: null,
      releaseId: null,
      since: null,
      instances: null,
      detail: null,
      ...component,
    })),
  }
}

/** An adapter that answers what the test says. */
export function createAnsweringAdapter(
  readRunningRelease: (signal: AbortSignal) => Promise<RunningRelease>,
): PlatformAdapter {
  return {
    kind: 'digitalocean-app-platform',
    checkAccess: async () => ({
      identity: null,
      policy: null,
      checks: [{ permission: 'app:read', capability: 'releases', state: 'granted', detail: null }],
    }),
    releases: { readRunningRelease },
  }
}

export function readRow(stageId: string, fact = 'release', source = 'platform') {
  return getDb().reading.findUniqueOrThrow({
    where: { stageId_source_fact: { stageId, source, fact } },
  })
}

export function makeAllDue(now = new Date(Date.now() - 1_000)) {
  return getDb().reading.updateMany({ data: { nextAt: now } })
}
