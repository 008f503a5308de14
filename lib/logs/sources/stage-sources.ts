import 'server-only'
import type { StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { readCredential } from '#lib/credentials/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { listSourcesWith } from '#lib/hosting/index.ts'
import type { LogSource } from '#lib/hosting/log-port.ts'
import { openAdapter } from '#lib/hosting/open-adapter.ts'
import { platformSource } from '#lib/hosting/stage-sources.ts'
import { createPushedSource, type PushedSieve } from '../pushed/pushed-source.ts'
import type { LogSourceKind } from '../types.ts'
import { createDeploymentSource, deploymentComponent } from './deployment-source.ts'

/** Somewhere lines of a stage come from. */
export interface StageLogSource {
  readonly slug: string
  readonly kind: LogSourceKind
  readonly platform: string
  /** The only component its lines can belong to; null when there may be several. */
  readonly component: string | null
  /** Throws `HostingError` when it cannot be asked. */
  readonly open: () => Promise<LogSource>
}

export interface StageLogs {
  readonly sources: readonly StageLogSource[]
  /** Slugs of the system's components. */
  readonly components: ReadonlySet<string>
}

/** Everything that holds lines of a stage: what was pushed, its deployments, its platform, its other logs. */
export async function listStageLogSources(
  ctx: Context,
  { stageId, systemId }: StageSubject,
  sieve: PushedSieve,
): Promise<StageLogs> {
  const [sources, rows] = await Promise.all([
    listSourcesWith(stageId, 'logs'),
    getDb().component.findMany({ where: { systemId }, select: { slug: true } }),
  ])
  const components = rows.map(({ slug }) => slug)
  const asked = sources.map((source) => ({
    slug: source.source,
    kind: source.source === platformSource ? ('platform' as const) : ('log' as const),
    platform: source.kind,
    component: source.components.length === 1 ? (source.components[0] ?? null) : null,
    open: async () => {
      const { logs } = await openAdapter(source, { readCredential })
      if (logs) return logs
      throw new HostingError('unsupported', `"${source.kind}" has no logs here.`)
    },
  }))
  return {
    components: new Set(components),
    sources: [...ownSources(ctx, stageId, sieve), ...asked],
  }
}

function ownSources(ctx: Context, stageId: string, sieve: PushedSieve): StageLogSource[] {
  return [
    {
      ...{ slug: 'push', kind: 'push', platform: 'push', component: null },
      open: async () => createPushedSource(stageId, sieve),
    },
    {
      ...{ slug: 'deployments', kind: 'deployments', platform: 'github' },
      component: deploymentComponent,
      open: async () => createDeploymentSource(ctx, stageId),
    },
  ]
}
