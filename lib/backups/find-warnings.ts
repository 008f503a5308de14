import type { PolicyFacts, PolicyRule, RunFact } from './facts.ts'
import { findNewest, isAhead, isCountable } from './newest-run.ts'
import type { BackupWarning, Named } from './words.ts'

/** How many backups before the newest its size is compared with, and how many there have to be. */
const comparedRuns = 5
const fewestRuns = 3
/** Share of their median below which the newest is too small. */
const smallestShare = 0.5

/** What is wrong with backups beside their age. */
export function findWarnings(
  { runs }: PolicyFacts,
  rule: PolicyRule,
  now: Date,
): readonly Named<BackupWarning>[] {
  return [
    ...findSizeDrop(runs, now),
    ...findLostEarly(runs, rule, now),
    ...findWrongRegion(runs, rule, now),
    ...findFutureDated(runs, now),
  ]
}

type Found = readonly Named<BackupWarning>[]

function findSizeDrop(runs: readonly RunFact[], now: Date): Found {
  const originals = runs.filter(({ isCopy }) => !isCopy)
  const newest = findNewest(originals, now)
  if (!newest || newest.sizeBytes === null) return []
  const earlier = originals
    .filter((run) => isCountable(run, now) && run.madeAt < newest.madeAt)
    .toSorted((a, b) => Number(b.madeAt) - Number(a.madeAt))
    .flatMap(({ sizeBytes }) => sizeBytes ?? [])
    .slice(0, comparedRuns)
  const medianBytes = toMedian(earlier)
  if (earlier.length < fewestRuns || newest.sizeBytes >= medianBytes * smallestShare) return []
  return [{ reason: 'size_dropped', params: { sizeBytes: newest.sizeBytes, medianBytes } }]
}

function toMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** A backup that was there and is gone though it had to be kept. */
function findLostEarly(
  runs: readonly RunFact[],
  { retentionSeconds }: PolicyRule,
  now: Date,
): Found {
  if (retentionSeconds === null) return []
  const keptSince = now.getTime() - retentionSeconds * 1_000
  const lost = runs
    .filter(({ state }) => state === 'gone')
    .flatMap(({ madeAt }) => madeAt ?? [])
    .filter((madeAt) => madeAt.getTime() > keptSince)
    .toSorted((a, b) => b.getTime() - a.getTime())[0]
  if (!lost) return []
  return [{ reason: 'retention_violated', params: { at: lost.toISOString(), retentionSeconds } }]
}

/** None of the backups that would be restored lies where they have to. */
function findWrongRegion(
  runs: readonly RunFact[],
  { region: expected, rpoSeconds }: PolicyRule,
  now: Date,
): Found {
  if (expected === null) return []
  const since = now.getTime() - rpoSeconds * 1_000
  const placed = runs.filter(
    (run) => isCountable(run, now) && run.madeAt.getTime() >= since && run.region !== null,
  )
  const [newest] = placed.toSorted((a, b) => Number(b.madeAt) - Number(a.madeAt))
  if (!newest || placed.some(({ region }) => region === expected)) return []
  return [{ reason: 'wrong_region', params: { region: newest.region, expected } }]
}

function findFutureDated(runs: readonly RunFact[], now: Date): Found {
  const ahead = runs.flatMap(({ state, madeAt }) =>
    state === 'complete' && madeAt && isAhead(madeAt, now) ? madeAt : [],
  )[0]
  return ahead ? [{ reason: 'future_dated', params: { at: ahead.toISOString() } }] : []
}
