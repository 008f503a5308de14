import type { Server } from 'node:http'
import type { Runner } from './runner/port.ts'

export interface GitHubOptions {
  /** Folder for runs, logs, tokens and deliveries. Created when missing; a restart continues from it. */
  readonly dataDir: string
  /** Holds the bare repositories as `{owner}/{name}.git`. New ones are found without a restart. */
  readonly repositoriesDir: string
  /** Preferred loopback port. Default: any free one. */
  readonly port?: number
  /** Takes the place of `port`: makes the server listen on loopback and resolves to its port. */
  readonly listen?: (server: Server) => Promise<number>
  /** Origin written into answers, without a trailing slash. Default: `http://127.0.0.1:{port}`. */
  readonly publicBaseUrl?: string
  /** Executes jobs. Default: a shell runner that runs every `run:` step for real. */
  readonly runner?: Runner
  /** Environment of every step, beside what GitHub sets itself. */
  readonly runnerEnvironment?: Readonly<Record<string, string>>
  readonly accounts: readonly AccountOptions[]
  readonly organisation: OrganisationOptions
  readonly app: AppOptions
  readonly oauth: OAuthOptions
  readonly webhookTargets?: readonly WebhookTarget[]
  /** What a bare repository cannot say about itself. A repository without an entry gets defaults. */
  readonly repositories?: readonly RepositoryOptions[]
  /** Answers as this GitHub Enterprise Server: it does not know `return_run_details`. */
  readonly enterpriseServer?: '3.19'
  /** Input whose value the ledger counts dispatches by. Default `portal_run_id`. */
  readonly correlationInput?: string
  readonly clock?: () => Date
}

export interface AccountOptions {
  readonly login: string
  readonly name: string
  /** Default `{login}@sandbox.invalid`. Commits with this address are shown as this account's. */
  readonly email?: string
  /** What the sign-in page says beside the name. */
  readonly role: { readonly de: string; readonly en: string }
  /** A token that always works for this account, for scripts and tests. */
  readonly personalToken?: string
}

export interface OrganisationOptions {
  readonly login: string
  readonly name: string
  readonly teams: readonly TeamOptions[]
}

export interface TeamOptions {
  readonly slug: string
  readonly name: string
  /** Logins. */
  readonly members: readonly string[]
}

export interface AppOptions {
  readonly id: number
  readonly slug: string
  readonly name: string
  /** PEM. Verifies the JWTs that the product signs with the private half. */
  readonly publicKey: string
  /** Default 1. */
  readonly installationId?: number
}

export interface OAuthOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** A redirect address must start with one of these. Empty: any address on loopback. */
  readonly redirectPrefixes: readonly string[]
}

export interface WebhookTarget {
  readonly url: string
  readonly secret: string
  /** Event names. Default: all. */
  readonly events?: readonly string[]
}

export interface RepositoryOptions {
  /** `owner/name`. */
  readonly fullName: string
  readonly description?: string
  readonly environments?: readonly EnvironmentOptions[]
  /** Values reach the runner alone; answers carry the names. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  /** Continuous integration results by commit, tag or branch. */
  readonly checks?: Readonly<Record<string, readonly CheckResult[]>>
  /** Results of every commit that `checks` does not name. */
  readonly defaultChecks?: readonly CheckResult[]
}

export interface EnvironmentOptions {
  readonly name: string
  /** Logins and team slugs; one of them must approve a job before it starts. */
  readonly reviewers?: { readonly users?: readonly string[]; readonly teams?: readonly string[] }
  readonly secrets?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
}

export interface CheckResult {
  readonly name: string
  /** Null while the check is still running. */
  readonly conclusion: CheckConclusion | null
  /** A check run, as Actions reports, or a commit status, as older services do. Default `check`. */
  readonly kind?: 'check' | 'status'
}

export type CheckConclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped'
