import type { BackupSource } from './backup-port.ts'
import type { ConfigurationSource } from './configuration-port.ts'
import type { LogSource } from './log-port.ts'
import type { ProcessControl } from './process-port.ts'
import type { ReleaseSource } from './release-port.ts'
import type { RollbackControl } from './rollback-port.ts'
import type { ScalingControl } from './scaling-port.ts'

export const hostingKinds = [
  'single-host',
  'aws-elastic-beanstalk',
  'aws-ecs',
  'digitalocean-app-platform',
  'vercel',
] as const

/** Platforms that run a stage. */
export type HostingKind = (typeof hostingKinds)[number]

export const sourceKinds = [
  'aws-rds',
  'aws-s3',
  'aws-cloudfront',
  'aws-secrets-manager',
  'aws-codepipeline',
  'aws-cloudwatch',
  'digitalocean-database',
  'supabase',
  'uptimerobot',
  'sentry',
] as const

/** Services beside the platform that a stage may add: they tell more about it and run nothing of it. */
export type SourceKind = (typeof sourceKinds)[number]

/**
 * One stage on one platform, or one service beside it. An absent member is something it cannot tell or do.
 * Every method throws `HostingError`, ends soon after its signal, and sends nothing twice.
 */
export interface PlatformAdapter {
  readonly kind: HostingKind | SourceKind
  /** Tries every right the other members need, each with its cheapest call. Throws only when nothing can be asked. */
  checkAccess(signal: AbortSignal): Promise<AccessReport>
  readonly releases?: ReleaseSource
  readonly rollback?: RollbackControl
  readonly scaling?: ScalingControl
  readonly processes?: ProcessControl
  readonly logs?: LogSource
  readonly backups?: BackupSource
  readonly configuration?: ConfigurationSource
  readonly facts?: FactSource
}

/** A platform that runs a stage can always say what it runs. */
export interface HostingAdapter extends PlatformAdapter {
  readonly kind: HostingKind
  readonly releases: ReleaseSource
}

/** What a right is needed for. */
export type Capability =
  | 'releases'
  | 'rollback'
  | 'scaling'
  | 'logs'
  | 'backups'
  | 'configuration'
  | 'facts'

export interface AccessCheck {
  /** As the platform calls it: an IAM action, a token scope, a command on the host. */
  readonly permission: string
  readonly capability: Capability
  /** `unknown` when the platform does not tell an empty answer from a refusal. */
  readonly state: 'granted' | 'denied' | 'unknown'
  /** The platform's own words, made inert; null when there is nothing to add. */
  readonly detail: string | null
}

export interface AccessReport {
  /** Who the portal is there: role ARN, account mail, user on the host; null when the platform does not say. */
  readonly identity: string | null
  readonly checks: readonly AccessCheck[]
  /** The least rights that suffice, to be pasted there. */
  readonly policy: { readonly language: 'json' | 'yaml' | 'text'; readonly text: string } | null
}

/** Single measured statements, each about one part: where it is, how it is reached, what it counts. */
export interface FactSource {
  readFacts(signal: AbortSignal): Promise<readonly PlatformFact[]>
}

export const factNames = [
  'region',
  'certificate_expires_at',
  'tls_minimum',
  'encrypted_at_rest',
  'public_access',
  'log_retention_days',
  'engine',
  'state',
  'pipeline_state',
  'uptime_percent',
  'open_issues',
  'newest_issues',
] as const

export type FactName = (typeof factNames)[number]

export interface PlatformFact {
  readonly name: FactName
  /** The part it is about, as the platform names it: a database, a log group, a domain. */
  readonly subject: string
  /** Null says that the platform was asked and has none, e.g. logs that never expire. Times are ISO 8601. */
  readonly value: string | number | boolean | null | readonly PlatformIssue[]
}

export interface PlatformIssue {
  /** Text from outside; made inert. */
  readonly title: string
  readonly count: number
  readonly lastSeenAt: string
  /** http or https; null when it was anything else. */
  readonly url: string | null
}
