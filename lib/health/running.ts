import { isSameCommit } from '#lib/core/same-commit.ts'
import { toTtlSeconds } from './evaluate-probe.ts'

export type Agreement = 'agreed' | 'disagreed' | 'record_only' | 'endpoint_only' | 'unknown'

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

/** Sets our record beside what the version endpoint says; without a record the endpoint's word is all there is. */
export function toRunning(record: RunningRecord, probes: readonly VersionFact[], now: Date) {
  const endpoint = probes.find((probe) => probe.version !== null && isFresh(probe, now)) ?? null
  const agreement = toAgreement(record, endpoint)
  const isAdopted = endpoint !== null && !record.hasRecord
  const runningVersion = isAdopted ? endpoint.version : record.runningVersion
  const runningCommitSha = isAdopted ? endpoint.commitSha : record.runningCommitSha
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

export function toAgreement(
  record: Pick<RunningRecord, 'hasRecord' | 'runningVersion' | 'runningCommitSha'>,
  endpoint: Pick<VersionFact, 'version' | 'commitSha'> | null,
): Agreement {
  if (!record.hasRecord) return endpoint ? 'endpoint_only' : 'unknown'
  if (!endpoint) return 'record_only'
  const isSame =
    endpoint.commitSha && record.runningCommitSha
      ? isSameCommit(endpoint.commitSha, record.runningCommitSha)
      : endpoint.version === record.runningVersion
  return isSame ? 'agreed' : 'disagreed'
}

function isFresh({ versionObservedAt, intervalSeconds }: VersionFact, now: Date): boolean {
  if (!versionObservedAt) return false
  return now.getTime() - versionObservedAt.getTime() <= toTtlSeconds(intervalSeconds) * 1000
}
