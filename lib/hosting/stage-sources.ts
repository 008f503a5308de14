import { z } from 'zod'
import type { CredentialPlatform } from '#lib/credentials/schemas.ts'
import { findKind } from './registry.ts'

/** What the catalog stored of where a stage runs and who else knows about it. */
export interface StoredHosting {
  readonly hostingKind: string | null
  readonly hostingTarget: unknown
  readonly sources: unknown
  readonly logs: unknown
  /** Slugs of the system's components. */
  readonly components: readonly string[]
}

/** Somebody who can be asked about a stage. */
export interface StageSource {
  /** `platform`, `vercel` for a frontend beside the platform, or the slug of a source or log of the stage. */
  readonly source: string
  readonly kind: string
  /** As stored; the kind's own schema reads it. */
  readonly target: unknown
  readonly account: string
  /** Null for a kind this version cannot ask. */
  readonly platform: CredentialPlatform | null
  /** Slugs of the components it runs or knows; all where the catalog does not say. */
  readonly components: readonly string[]
}

export const platformSource = 'platform'

/** Account that is meant when a catalog file names none. */
const defaultAccount = 'default'

const account = z.string().catch(defaultAccount)
const keyed = z.record(z.string(), z.unknown())
const targetSchema = z.looseObject({
  accountAlias: account,
  services: keyed.optional().catch(undefined),
  components: z
    .union([z.array(z.string()), keyed])
    .optional()
    .catch(undefined),
  vercel: z
    .looseObject({ accountAlias: account, components: z.array(z.string()) })
    .optional()
    .catch(undefined),
})
const entriesSchema = z
  .array(
    z.looseObject({
      kind: z.string(),
      slug: z.string(),
      accountAlias: account,
      component: z.string().optional().catch(undefined),
    }),
  )
  .catch([])

/** Everybody who can be asked about a stage; empty where its catalog file names nobody. */
export function toStageSources(stage: StoredHosting): readonly StageSource[] {
  const beside = entriesSchema.parse(stage.sources).map((entry) => toSource(entry, stage))
  const logs = entriesSchema
    .parse(stage.logs)
    .filter(({ kind }) => kind !== 'push')
    .map((entry) => toSource(entry, stage))
  return [...toHostingSources(stage), ...beside, ...logs]
}

function toHostingSources(stage: StoredHosting): StageSource[] {
  const target = targetSchema.safeParse(stage.hostingTarget)
  if (!stage.hostingKind || !target.success) return []
  const { accountAlias, services, components, vercel } = target.data
  const named = Array.isArray(components) ? components : Object.keys(services ?? components ?? {})
  const own = stage.components.filter((slug) => !vercel?.components.includes(slug))
  const platform: StageSource = {
    ...{ source: platformSource, kind: stage.hostingKind, target: stage.hostingTarget },
    account: accountAlias,
    platform: findKind(stage.hostingKind)?.platform ?? null,
    components: named.length > 0 ? named : own,
  }
  if (!vercel) return [platform]
  const frontend: StageSource = {
    ...{ source: 'vercel', kind: 'vercel', target: vercel, account: vercel.accountAlias },
    platform: findKind('vercel')?.platform ?? null,
    components: vercel.components,
  }
  return [platform, frontend]
}

function toSource(
  entry: z.output<typeof entriesSchema>[number],
  { components }: StoredHosting,
): StageSource {
  return {
    source: entry.slug,
    kind: entry.kind,
    target: entry,
    account: entry.accountAlias,
    platform: findKind(entry.kind)?.platform ?? null,
    components: entry.component ? [entry.component] : components,
  }
}
