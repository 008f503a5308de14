import { isSameCommit } from '#lib/core/same-commit.ts'
import { toUnknownSince } from '../policy.ts'
import {
  type PlatformComponent,
  type PlatformSource,
  type PlatformState,
  type ReadingFailureRecord,
  type ReleaseReading,
  readingFailureSchema,
  releaseReadingSchema,
} from '../schemas.ts'

/** A stored reading about the platform of one stage. */
export interface StoredReading {
  readonly source: string
  readonly kind: string
  readonly fact: string
  readonly value: unknown
  readonly observedAt: string | null
  readonly failure: unknown
  readonly ttlSeconds: number
}

interface ReadRelease extends ReleaseReading {
  readonly source: string
  readonly ttlSeconds: number
}

/** Components released together settle on one commit within this time. */
const settleMs = 10 * 60_000

/**
 * What a stage shows of its platform, from its readings; null without any. `deployedTogether` says that one workflow
 * deploys the whole stage; else only components of one source belong together.
 */
export function toPlatformState(
  readings: readonly StoredReading[],
  { deployedTogether, nowMs }: { readonly deployedTogether: boolean; readonly nowMs: number },
): PlatformState | null {
  if (readings.length === 0) return null
  const releases = readings.flatMap(toRelease)
  const components = releases.flatMap(toComponents)
  const sources = toSources(readings)
  const pinned = releases.find(({ pin }) => pin !== null)
  return {
    summary: toSummary(readings, pinned !== undefined, nowMs),
    components,
    skew: findSkew(components, { deployedTogether, nowMs }),
    pin: pinned?.pin ? { ...pinned.pin, source: pinned.source } : null,
    notes: releases.flatMap(({ notes, source, observedAt, ttlSeconds }) =>
      notes.map((note) => ({ ...note, source, observedAt, ttlSeconds })),
    ),
    sources,
  }
}

function toRelease({ fact, value, source, ttlSeconds }: StoredReading): ReadRelease[] {
  if (fact !== 'release') return []
  const parsed = releaseReadingSchema.safeParse(value)
  return parsed.success ? [{ ...parsed.data, source, ttlSeconds }] : []
}

function toComponents({ components, source, observedAt, ttlSeconds }: ReadRelease) {
  return components.map((component) => ({ ...component, source, observedAt, ttlSeconds }))
}

function toSummary(readings: readonly StoredReading[], pinned: boolean, nowMs: number) {
  const releases = readings.filter(({ fact }) => fact === 'release')
  const unknown = releases
    .map((reading) => toUnknownSince({ ...reading, ...toFailure(reading) }, nowMs))
    .filter((since) => since !== null && since !== 'never')
  const ages = releases.flatMap(({ observedAt }) => (observedAt ? [observedAt] : []))
  return {
    pinned,
    unknownSince: unknown.toSorted()[0] ?? null,
    observedAt: ages.toSorted()[0] ?? null,
    ttlSeconds: Math.max(0, ...releases.map(({ ttlSeconds }) => ttlSeconds)),
  }
}

function toFailure({ failure }: StoredReading) {
  const parsed = readingFailureSchema.safeParse(failure)
  // What a source never offered is no failure of it.
  const record = parsed.success && parsed.data.failure !== 'unsupported' ? parsed.data : null
  return { failure: record?.failure ?? null, since: record?.since ?? null, record }
}

/** One line per source: its release if it has one, unless something of it fails. */
function toSources(readings: readonly StoredReading[]): PlatformSource[] {
  return [...Map.groupBy(readings, ({ source }) => source).values()].map((group) => {
    const ordered = group.toSorted((a, b) => rank(a) - rank(b))
    const failing = ordered.find((reading) => toFailure(reading).record !== null)
    // Safe because a group holds at least one reading.
    const shown = failing ?? (ordered[0] as StoredReading)
    return toSource(shown, toFailure(shown).record)
  })
}

const order = ['release', 'facts', 'rollback-targets', 'log-retention', 'access']

function rank({ fact }: StoredReading): number {
  const index = order.indexOf(fact)
  return index < 0 ? order.length : index
}

function toSource(
  { source, kind, fact, observedAt, ttlSeconds }: StoredReading,
  record: ReadingFailureRecord | null,
): PlatformSource {
  return {
    ...{ source, kind, fact },
    failure: record?.failure ?? null,
    failureMessage: record?.message ?? null,
    permission: record?.permission ?? null,
    since: record?.since ?? null,
    ...{ observedAt, ttlSeconds },
  }
}

/** Components that belong together, have settled, and run different commits. */
export function findSkew(
  components: readonly PlatformComponent[],
  { deployedTogether, nowMs }: { readonly deployedTogether: boolean; readonly nowMs: number },
): PlatformState['skew'] {
  const settled = components.flatMap((component) => {
    const { commitSha, state, since } = component
    const isSteady = state === 'running' || state === 'degraded'
    const hasSettled = since === null || nowMs - Date.parse(since) >= settleMs
    return commitSha && isSteady && hasSettled ? [{ ...component, commitSha }] : []
  })
  const groups = Map.groupBy(settled, ({ source }) => (deployedTogether ? '' : source))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const differs = group.some(
      ({ commitSha }) => first && !isSameCommit(first.commitSha, commitSha),
    )
    return differs ? group.map(({ component, commitSha }) => ({ component, commitSha })) : []
  })
}
