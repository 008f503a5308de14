import { delimiter, dirname, join } from 'node:path'
import type { SandboxContract } from './contract.ts'
import { type Credentials, openCredentials } from './credentials.ts'
import { startGitHub } from './github/index.ts'
import type { GitHubOptions, RepositoryOptions } from './github/options.ts'
import { accounts, organisation, sampleOrganisation } from './people.ts'
import type { PortBook } from './ports.ts'
import { sampleHistories } from './systems/build-repositories.ts'
import { sampleSystems } from './systems/index.ts'

export interface StandInOptions {
  readonly home: string
  readonly repositoriesDir: string
  readonly ports: PortBook
  /** Where the product answers; null sends no webhooks. */
  readonly portalUrl: string | null
  /** Control API that deploy workflows call, and its token. */
  readonly host: { readonly url: string; readonly token: string }
}

export interface StandIn {
  readonly contract: SandboxContract['github']
  stop(): Promise<void>
}

const appId = 4711
const installationId = 1

/** Starts the sandbox's GitHub: the sample organisation, its people, repositories and deploy secrets. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const credentials = openCredentials(join(options.home, 'credentials'))
  const github = await startGitHub(toGitHubOptions(options, credentials))
  return {
    contract: {
      apiUrl: github.apiUrl,
      webUrl: github.webUrl,
      app: { id: appId, privateKeyFile: credentials.app.privateKeyFile, installationId },
      oauth: { clientId: credentials.clientId, clientSecret: credentials.clientSecret },
      webhookSecret: credentials.webhookSecret,
      controlUrl: github.control.url,
      controlToken: github.control.token,
      ledgerUrl: `${github.control.url}/ledger`,
    },
    stop: () => github.close(),
  }
}

function toGitHubOptions(options: StandInOptions, credentials: Credentials): GitHubOptions {
  const { clientId, clientSecret, webhookSecret: secret } = credentials
  return {
    dataDir: join(options.home, 'github'),
    repositoriesDir: options.repositoriesDir,
    listen: (server) => options.ports.listen('github', server),
    accounts,
    organisation,
    app: {
      id: appId,
      slug: 'leitstand',
      name: 'Leitstand',
      publicKey: credentials.app.publicKey,
      installationId,
    },
    oauth: { clientId, clientSecret, redirectPrefixes: [] },
    webhookTargets: options.portalUrl
      ? [{ url: `${options.portalUrl}/api/webhooks/github`, secret }]
      : [],
    repositories: sampleHistories.map(({ name, description }) =>
      toRepositoryOptions(name, description, options.host),
    ),
    // Steps run on the same Node as the sandbox, whatever else the machine has.
    runnerEnvironment: {
      PATH: [dirname(process.execPath), process.env.PATH].filter(Boolean).join(delimiter),
    },
  }
}

function toRepositoryOptions(
  name: string,
  description: string,
  host: StandInOptions['host'],
): RepositoryOptions {
  const stages = sampleSystems.find(({ slug }) => slug === name)?.stages ?? []
  return {
    fullName: `${sampleOrganisation}/${name}`,
    description,
    environments: stages.map(({ slug }) => ({
      name: slug,
      secrets: { SANDBOX_HOST_TOKEN: host.token },
      variables: { SANDBOX_HOST_URL: host.url },
    })),
    defaultChecks: [
      { name: 'lint', conclusion: 'success' },
      { name: 'test', conclusion: 'success' },
    ],
    checks: toChecks(name),
  }
}

/** Not every commit is green: one branch still fails its tests, one waits for them. */
function toChecks(name: string): RepositoryOptions['checks'] {
  const lint = { name: 'lint', conclusion: 'success' } as const
  if (name === 'mvp') return { 'green-jobs': [lint, { name: 'test', conclusion: 'failure' }] }
  if (name === 'easysks') return { 'dark-page': [lint, { name: 'test', conclusion: null }] }
  return {}
}
