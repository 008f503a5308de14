import { needsAttention } from '#lib/backups/policy.ts'
import type { Agreement } from '#lib/hosting/vocabulary.ts'
import type { BoardCounts, BoardHealth, BoardStage, BoardSystem } from './types.ts'

/** Health of a stage, worst first. */
export const healthWords = ['down', 'degraded', 'unknown', 'paused', 'healthy'] as const

export type HealthWord = (typeof healthWords)[number]

/** What else a reader may look for on the board. */
export const marks = [
  'deploying',
  'attempt_failed',
  'held',
  'disagreeing',
  'backup_overdue',
] as const

export type Mark = (typeof marks)[number]

interface StoredHealth {
  readonly word: HealthWord
  readonly observedAtMs: number | null
  readonly ttlSeconds: number
}

/** Past its time to live a measurement says nothing any more; a paused stage is paused however long. */
export function toHealthAt({ word, observedAtMs, ttlSeconds }: StoredHealth, nowMs: number) {
  if (word === 'paused') return word
  if (observedAtMs === null) return 'unknown'
  return nowMs - observedAtMs > ttlSeconds * 1_000 ? 'unknown' : word
}

/** The health of a stage that was read a while ago, as it is now. */
export function ageHealth(health: BoardHealth, nowMs: number): HealthWord {
  const observedAtMs = health.observedAt === null ? null : Date.parse(health.observedAt)
  return toHealthAt({ word: health.last, observedAtMs, ttlSeconds: health.ttlSeconds }, nowMs)
}

/** Whether the newest attempt tells something else than what runs: it ended, and not in success. */
export function differsFromRunning({ lastDeployment, activeDeployment }: BoardStage): boolean {
  return (
    lastDeployment !== null &&
    lastDeployment.state !== 'succeeded' &&
    lastDeployment.id !== activeDeployment?.id
  )
}

/** The same, leaving out what somebody cancelled on purpose. */
export function hasFailedAttempt(stage: BoardStage): boolean {
  return differsFromRunning(stage) && stage.lastDeployment?.state !== 'cancelled'
}

const disagreements = ['disagreed', 'platform_disagrees', 'components_differ'] as const

type Disagreement = (typeof disagreements)[number]

/** Whether two of those who say what runs contradict each other. */
export function isDisagreement(agreement: Agreement): agreement is Disagreement {
  return disagreements.some((word) => word === agreement)
}

const markRules: Record<Mark, (stage: BoardStage, nowMs: number) => boolean> = {
  deploying: (stage) => stage.activeDeployment !== null,
  attempt_failed: hasFailedAttempt,
  held: (stage) => stage.hold !== null,
  disagreeing: ({ running }) => isDisagreement(running.agreement),
  backup_overdue: ({ backup }, nowMs) => needsAttention(backup, nowMs),
}

export function hasMark(stage: BoardStage, mark: Mark, nowMs: number): boolean {
  return markRules[mark](stage, nowMs)
}

/** How many stages show each word and each mark at that time. */
export function countStages(systems: readonly BoardSystem[], nowMs: number): BoardCounts {
  const counts = Object.fromEntries([...healthWords, ...marks].map((word) => [word, 0])) as Record<
    HealthWord | Mark,
    number
  >
  for (const stage of systems.flatMap((system) => system.stages)) {
    counts[ageHealth(stage.health, nowMs)] += 1
    for (const mark of marks) if (hasMark(stage, mark, nowMs)) counts[mark] += 1
  }
  return counts
}
