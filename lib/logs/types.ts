import type { HostingFailure } from '#lib/hosting/failure.ts'
import type { LogNotice } from '#lib/hosting/log-port.ts'
import type { LogColour, LogLevel, logFailures } from './words.ts'

/** Part of a line's text with a look of its own; positions count UTF-16 units, as in JavaScript. */
export interface LogSpan {
  readonly start: number
  readonly end: number
  readonly colour: LogColour | null
  readonly bold: boolean
  readonly dim: boolean
  readonly italic: boolean
  readonly underline: boolean
}

/** A JSON line in short. */
export interface LogSummary {
  /** Empty when the line has none. */
  readonly message: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** One line, safe to show. */
export interface LogEntry {
  /** `source:id`; the same line read again has the same. */
  readonly id: string
  readonly at: string
  readonly source: string
  readonly component: string | null
  readonly instance: string | null
  readonly level: LogLevel | null
  readonly text: string
  readonly spans: readonly LogSpan[]
  /** Null for a line that is not a JSON object. */
  readonly summary: LogSummary | null
  /** Ids of background jobs it is about. */
  readonly jobs: readonly string[]
}

export type LogSourceKind = 'push' | 'deployments' | 'platform' | 'log'

export interface LogSourceNotice {
  readonly kind: LogNotice['kind']
  readonly at: string | null
  readonly detail: string | null
}

/** How reading one source went. */
export interface LogSourceState {
  readonly slug: string
  readonly kind: LogSourceKind
  /** As its platform is called, e.g. `aws-cloudwatch`; equals `kind` for the portal's own. */
  readonly platform: string
  readonly state: 'read' | 'failed'
  readonly failure: {
    readonly reason: HostingFailure | (typeof logFailures)[number]
    readonly message: string
    /** First of the failures in a row, as far as this process knows. */
    readonly since: string
    readonly retryAfterSeconds: number | null
  } | null
  readonly notices: readonly LogSourceNotice[]
  /** Lines looked at to find those that match. */
  readonly searched: number
  /** Reading ended here before the window did; null when all of it was read. */
  readonly searchedTo: string | null
}

export interface LogPage {
  readonly from: string
  readonly to: string
  /** Newest first. */
  readonly lines: readonly LogEntry[]
  readonly sources: readonly LogSourceState[]
  /** Gives the lines before these; null when the window holds no more. */
  readonly nextCursor: string | null
}

export interface LogHistogram {
  readonly from: string
  readonly to: string
  readonly bucketSeconds: number
  readonly buckets: readonly LogBucket[]
  /** Sources whose every line was counted; of the others only lines that were read can be counted by who shows them. */
  readonly counted: readonly string[]
  readonly uncounted: readonly string[]
  readonly deployments: readonly LogMark[]
}

export interface LogBucket {
  readonly at: string
  /** Lines per level; `none` for lines that name none. */
  readonly counts: Readonly<Partial<Record<LogLevel | 'none', number>>>
}

/** A deployment within the time shown. */
export interface LogMark {
  readonly id: string
  readonly number: number
  readonly version: string
  readonly state: string
  readonly at: string
}

export interface LogContext {
  /** In the order of time, the line itself among them. */
  readonly lines: readonly LogEntry[]
  /** Null when the source no longer has the line. */
  readonly lineId: string | null
}

export interface FoundJob {
  readonly job: string
  readonly from: string
  readonly to: string
  /** Where it was seen, first seen first. */
  readonly places: readonly FoundJobPlace[]
  readonly sources: readonly LogSourceState[]
}

export interface FoundJobPlace {
  readonly component: string | null
  readonly source: string
  readonly firstAt: string
  readonly lastAt: string
  readonly count: number
  readonly worst: LogLevel | null
  /** Newest first, at most 20. */
  readonly lines: readonly LogEntry[]
}

export interface ErrorSignature {
  readonly signature: string
  /** A line of this kind, the newest. */
  readonly sample: LogEntry
  readonly component: string | null
  /** Lines before and after the newest deployment began; `before` counts everything when there was none. */
  readonly before: number
  readonly after: number
  readonly firstAt: string
  readonly lastAt: string
}

export interface ErrorSignatures {
  readonly from: string
  readonly to: string
  readonly deployment: LogMark | null
  /** Those only seen since the deployment first, then newest first. */
  readonly signatures: readonly ErrorSignature[]
  readonly sources: readonly LogSourceState[]
}

/** A right to push lines; the token itself is shown once. */
export interface LogTokenDto {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly createdBy: string
  readonly createdAt: string
  /** To the minute; null for a token never used. */
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
  readonly revokedBy: string | null
}

export interface CreatedLogToken extends LogTokenDto {
  readonly token: string
}
