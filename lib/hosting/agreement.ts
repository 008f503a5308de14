import { isSameCommit } from '#lib/core/same-commit.ts'
import type { Agreement } from './vocabulary.ts'

/** What somebody says runs. */
export interface ReleaseClaim {
  readonly version: string | null
  readonly commitSha: string | null
}

export interface RunningClaims {
  /** Put there by a deployment we know of. */
  readonly record: ReleaseClaim | null
  /** Measured lately. */
  readonly endpoint: ReleaseClaim | null
  /** One for each component the platform told of lately, and since the record was made. */
  readonly platform: readonly ReleaseClaim[]
  /** Components that are deployed together run different commits. */
  readonly isSkewed: boolean
}

type Comparison = 'same' | 'different' | 'incomparable'

/** Three sources, one word. A source that says nothing usable never turns into agreement. */
export function toAgreement({ record, endpoint, platform, isSkewed }: RunningClaims): Agreement {
  if (isSkewed) return 'components_differ'
  if (record && endpoint && !isSameByEndpoint(record, endpoint)) return 'disagreed'
  const word = compareAll(record ?? endpoint, platform)
  if (word === 'different') return 'platform_disagrees'
  if (record) return endpoint || word === 'same' ? 'agreed' : 'record_only'
  if (endpoint) return 'endpoint_only'
  return platform.some(saysSomething) ? 'platform_only' : 'unknown'
}

// The endpoint is made for this question, so a version that is not ours is a contradiction.
function isSameByEndpoint(record: ReleaseClaim, endpoint: ReleaseClaim): boolean {
  return endpoint.commitSha && record.commitSha
    ? isSameCommit(endpoint.commitSha, record.commitSha)
    : endpoint.version === record.version
}

function compareAll(known: ReleaseClaim | null, platform: readonly ReleaseClaim[]): Comparison {
  if (!known) return 'incomparable'
  const words = platform.map((claim) => compareReleases(known, claim))
  if (words.includes('different')) return 'different'
  return words.includes('same') ? 'same' : 'incomparable'
}

const numbered = /^v?\d+\.\d+/

/** Platforms name releases in words of their own; only commits and numbered versions contradict each other. */
export function compareReleases(a: ReleaseClaim, b: ReleaseClaim): Comparison {
  if (a.commitSha && b.commitSha) {
    return isSameCommit(a.commitSha, b.commitSha) ? 'same' : 'different'
  }
  if (a.version === null || b.version === null) return 'incomparable'
  if (toBare(a.version) === toBare(b.version)) return 'same'
  return numbered.test(a.version) && numbered.test(b.version) ? 'different' : 'incomparable'
}

export function saysSomething({ version, commitSha }: ReleaseClaim): boolean {
  return version !== null || commitSha !== null
}

function toBare(version: string): string {
  return version.replace(/^v(?=\d)/, '')
}
