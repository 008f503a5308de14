/** What a platform says it runs. An empty or odd answer is a `HostingError`, never "nothing runs". */
export interface ReleaseSource {
  readRunningRelease(signal: AbortSignal): Promise<RunningRelease>
}

export interface RunningRelease {
  /** When the platform was asked. */
  readonly observedAt: Date
  readonly components: readonly ComponentRelease[]
  /** Set while a rollback made on the platform keeps it from taking new deployments. */
  readonly pin: PlatformPin | null
  /** Further statements worth showing, e.g. disk left on a host or whether nginx answers. */
  readonly notes: readonly ReleaseNote[]
}

export interface ComponentRelease {
  /** Slug in the catalog. */
  readonly component: string
  readonly state: ComponentState
  /** Tag or version as deployed; null when the platform does not know it. */
  readonly version: string | null
  readonly commitSha: string | null
  /** The platform's own name of it: deployment id, task definition, version label, unit. */
  readonly releaseId: string | null
  /** Since when it runs in this form. */
  readonly since: Date | null
  readonly instances: Instances | null
  /** The platform's words for anything unusual, made inert. */
  readonly detail: string | null
}

/** `deploying` while old and new run side by side. */
export type ComponentState = 'running' | 'deploying' | 'degraded' | 'stopped' | 'unknown'

export interface Instances {
  readonly desired: number | null
  readonly running: number | null
  /** Whether the platform itself decides how many there are; null when it may not be asked. */
  readonly autoscaling: boolean | null
}

export interface PlatformPin {
  readonly releaseId: string | null
  readonly since: Date | null
}

export interface ReleaseNote {
  readonly name:
    | 'disk_free_percent'
    | 'proxy_answers'
    | 'restarts'
    | 'release_on_disk'
    | 'automatic_deploys_off'
  readonly subject: string
  readonly value: string | number | boolean
}
