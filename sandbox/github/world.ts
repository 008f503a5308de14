import type { GitHubOptions } from './options.ts'
import type { RepositoryRecord } from './store/records.ts'
import type { Store } from './store/store.ts'

/** Everything a route or a job of the stand-in works with. */
export interface World {
  readonly options: GitHubOptions
  readonly store: Store
  readonly urls: Urls
  readonly now: () => Date
  /** Hands an event to every webhook target; returns before it is delivered. */
  readonly publish: (event: WebhookEvent) => void
}

export interface Urls {
  readonly api: string
  readonly web: string
}

export interface WebhookEvent {
  readonly name: string
  readonly action: string | null
  readonly repository: RepositoryRecord | null
  /** Login. */
  readonly sender: string
  /** What this event carries beside repository, organisation, installation and sender. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** GitHub's opaque ids; only their presence and stability matter. */
export function toNodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url')
}
