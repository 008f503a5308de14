import { type Health, type HealthReason, healthWords, type ReasonParams } from './words.ts'

export interface ProbeFact {
  readonly component: string
  readonly componentKind: string
  readonly health: Health
  readonly reason: HealthReason | null
  readonly params: ReasonParams
}

export interface ComponentHealth {
  readonly component: string
  readonly health: Health
  readonly reason: HealthReason | null
  readonly params: ReasonParams
}

export interface StageHealth {
  readonly health: Health
  readonly reason: HealthReason | null
  readonly components: readonly ComponentHealth[]
}

/** What people or other systems call directly: without it the stage does not serve. */
const servingKinds = new Set(['web', 'api', 'frontend'])

/**
 * Health of a stage from its probes. A component is as bad as its worst probe. The stage is down when a serving
 * component is, or when everything measured is; any other trouble makes it degraded, so that a dead worker beside a
 * healthy web process shows. Paused parts do not count unless nothing else is left.
 */
export function evaluateStage(probes: readonly ProbeFact[]): StageHealth {
  if (probes.length === 0) return { health: 'unknown', reason: 'no_probes', components: [] }
  const groups = Object.values(Object.groupBy(probes, (probe) => probe.component))
  const parts = groups.flatMap((group) => (group ? [toComponent(group)] : []))
  const components = parts.map(({ serving: _serving, ...component }) => component)

  const counted = parts.filter((part) => part.health !== 'paused')
  if (counted.length === 0) return { health: 'paused', reason: null, components }

  const worst = worstOf(counted)
  const isDown =
    counted.some((part) => part.serving && part.health === 'down') ||
    counted.every((part) => part.health === 'down')
  const health = worst.health === 'down' && !isDown ? 'degraded' : worst.health
  return { health, reason: worst.reason, components }
}

function toComponent(probes: readonly ProbeFact[]): ComponentHealth & { serving: boolean } {
  const counted = probes.filter((probe) => probe.health !== 'paused')
  const { component, componentKind, health, reason, params } = worstOf(
    counted.length > 0 ? counted : probes,
  )
  return { component, health, reason, params, serving: servingKinds.has(componentKind) }
}

// Serving parts first among equals: their reason is the one that matters to a caller.
function worstOf<T extends { readonly health: Health; readonly serving?: boolean }>(
  parts: readonly T[],
): T {
  const [worst] = parts.toSorted(
    (a, b) =>
      healthWords.indexOf(a.health) - healthWords.indexOf(b.health) ||
      Number(b.serving ?? false) - Number(a.serving ?? false),
  )
  if (!worst) throw new RangeError('Nothing to compare.')
  return worst
}
