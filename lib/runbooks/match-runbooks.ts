import type { Symptom } from '#lib/documents/words.ts'
import { type MatchReason, matchReasons } from './words.ts'

export interface FailingComponent {
  readonly slug: string
  readonly name: string
  readonly health: 'down' | 'degraded'
}

export interface Situation {
  readonly failing: readonly FailingComponent[]
  /** State of the newest deployment, and the name of the step it failed at; null when unknown. */
  readonly lastDeployment: { readonly state: string; readonly failedStep: string | null } | null
}

export interface Matchable {
  readonly component: string | null
  readonly symptom: Symptom
}

export interface Match {
  readonly reason: MatchReason
  /** Slug of the component that fails; null where the whole stage is meant. */
  readonly component: string | null
}

/** Why a runbook helps in this situation; null when nothing calls for it. */
export function matchRunbook(runbook: Matchable, situation: Situation): Match | null {
  const { symptom } = runbook
  const meant = situation.failing.filter((part) => isMeant(runbook, part))
  const down = meant.find(({ health }) => health === 'down')
  if (symptom === 'not-starting') {
    return down ? { reason: 'component_down', component: down.slug } : null
  }
  if (symptom === 'migration' || symptom === 'deploy') {
    return hasFailedAt(symptom, situation.lastDeployment)
      ? { reason: 'deployment_failed', component: null }
      : null
  }
  const unwell = down ?? meant[0]
  return unwell ? { reason: 'component_unwell', component: unwell.slug } : null
}

function isMeant({ component }: Matchable, part: FailingComponent): boolean {
  if (component === null) return true
  const wanted = toPlain(component)
  return wanted === toPlain(part.slug) || wanted === toPlain(part.name)
}

const toPlain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')

function hasFailedAt(
  symptom: 'migration' | 'deploy',
  deployment: Situation['lastDeployment'],
): boolean {
  if (deployment?.state !== 'failed') return false
  const isMigration = /migrat/i.test(deployment.failedStep ?? '')
  // A failure whose step nobody named may be either.
  return deployment.failedStep === null || isMigration === (symptom === 'migration')
}

interface Matched extends Matchable {
  readonly because: Match | null
}

/** Those that help now first: the most telling reason, then those for one component before those for any. */
export function sortRunbooks<T extends Matched>(runbooks: readonly T[]): readonly T[] {
  return runbooks.toSorted((a, b) => toRank(a) - toRank(b))
}

function toRank({ because, component }: Matched): number {
  const reason = because === null ? matchReasons.length : matchReasons.indexOf(because.reason)
  return reason * 2 + Number(component === null)
}
