import { type ReleaseClaim, toAgreement } from '#lib/hosting/agreement.ts'
import { findSingleRelease, type PlatformClaims } from '#lib/hosting/platform-claims.ts'
import { toTtlSeconds } from './evaluate-probe.ts'

/** What the stage says runs, as recorded so far. */
export interface RunningRecord {
  readonly runningVersion: string | null
  readonly runningCommitSha: string | null
  readonly runningSince: Date | null
  readonly agreement: string
  /** True when a deployment of ours put it there; then only a deployment changes it. */
  readonly hasRecord: boolean
}

interface VersionFact {
  readonly version: string | null
  readonly commitSha: string | null
  readonly versionObservedAt: Date | null
  readonly intervalSeconds: number
}

/**
 * Sets our record beside what the version endpoint and the platform say. Without a record the endpoint's word is all
 * there is, and without that the platform's.
 */
export function toRunning(
  record: RunningRecord,
  probes: readonly VersionFact[],
  platform: PlatformClaims,
  now: Date,
) {
  const endpoint = probes.find((probe) => probe.version !== null && isFresh(probe, now)) ?? null
  const kept = { version: record.runningVersion, commitSha: record.runningCommitSha }
  const agreement = toAgreement({
    record: record.hasRecord ? kept : null,
    endpoint,
    ...platform,
  })
  const adopted = record.hasRecord ? null : (endpoint ?? findSingleRelease(platform.platform))
  const { version: runningVersion, commitSha: runningCommitSha } = toNamed(adopted ?? kept)
  const isMoved =
    runningVersion !== record.runningVersion || runningCommitSha !== record.runningCommitSha
  return {
    columns: {
      runningVersion,
      runningCommitSha,
      runningSince: isMoved ? now : record.runningSince,
      runningObservedAt: endpoint?.versionObservedAt ?? null,
      agreement,
    },
    isChanged: isMoved || agreement !== record.agreement,
  }
}

function toNamed({ version, commitSha }: ReleaseClaim): ReleaseClaim {
  return { version: version ?? commitSha?.slice(0, 7) ?? null, commitSha }
}

function isFresh({ versionObservedAt, intervalSeconds }: VersionFact, now: Date): boolean {
  if (!versionObservedAt) return false
  return now.getTime() - versionObservedAt.getTime() <= toTtlSeconds(intervalSeconds) * 1000
}
