import { type ReleaseClaim, type RunningClaims, saysSomething } from './agreement.ts'
import { isFresh, toUnknownSince } from './policy.ts'
import { type PlatformState, platformStateSchema } from './schemas.ts'

export type PlatformClaims = Pick<RunningClaims, 'platform' | 'isSkewed'>

const silent: PlatformClaims = { platform: [], isSkewed: false }

/**
 * What the stored state of a platform says of the releases that run now. What was read before `since`, is too old, comes
 * from a source that fails, or is about a component in motion says nothing.
 */
export function toPlatformClaims(
  stored: unknown,
  { since, nowMs }: { readonly since: Date | null; readonly nowMs: number },
): PlatformClaims {
  if (stored === null || stored === undefined) return silent
  const parsed = platformStateSchema.safeParse(stored)
  if (!parsed.success) return silent
  const { components, skew, sources } = parsed.data
  const failing = toFailing(sources, nowMs)
  const usable = components.filter(
    (component) =>
      isFresh(component, nowMs) &&
      !failing.has(component.source) &&
      (component.state === 'running' || component.state === 'degraded') &&
      saysSomething(component) &&
      (since === null || Date.parse(component.observedAt ?? '') > since.getTime()),
  )
  const names = new Set(usable.map(({ component }) => component))
  return {
    platform: usable.map(({ version, commitSha }) => ({ version, commitSha })),
    isSkewed: skew.filter(({ component }) => names.has(component)).length > 1,
  }
}

function toFailing(sources: PlatformState['sources'], nowMs: number): ReadonlySet<string> {
  const unknown = sources.filter(
    (source) => source.fact === 'release' && toUnknownSince(source, nowMs) !== null,
  )
  return new Set(unknown.map(({ source }) => source))
}

/** The one release all claims name; null when they name several or none. */
export function findSingleRelease(claims: readonly ReleaseClaim[]): ReleaseClaim | null {
  const [first] = claims
  if (!first) return null
  const isSame = claims.every(
    ({ version, commitSha }) => version === first.version && commitSha === first.commitSha,
  )
  return isSame ? first : null
}
