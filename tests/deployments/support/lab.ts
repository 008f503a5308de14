import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { deploymentJobs } from '#lib/deployments/index.ts'
import { type RunningJobs, runJobs } from '#lib/jobs/run-jobs.ts'
import type { GitHubOptions, GitHubServer } from '#sandbox/github/index.ts'
import { startGitHub } from '#sandbox/github/index.ts'
import { testEncryptionKeys } from '#tests/setup/encryption-keys.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createGateRunner, type GateRunner } from './gate-runner.ts'
import { toWorkflow, workflowFile } from './workflow.ts'

export const owner = 'leitstand-sandbox'

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** A GitHub, a database and a worker for the tests of a file. */
export interface Lab {
  readonly github: GitHubServer
  /** What the runs of the stand-in do. */
  readonly runner: GateRunner
  /** Variables by which another process finds the same GitHub and database. */
  readonly environment: Readonly<Record<string, string>>
  /** A repository with a deploy workflow and tags `v1.0.0`, `v1.1.0`, `v1.2.0`; resolves to its commits by tag. */
  createRepository(name: string, workflow?: string): Promise<RepositoryPlace>
  startWorker(): Promise<void>
  stopWorker(): Promise<void>
}

export interface RepositoryPlace {
  readonly owner: string
  readonly name: string
  readonly fullName: string
  readonly commits: Readonly<Record<string, string>>
}

export interface LabOptions {
  /** Default: a worker runs from the first test on. */
  readonly hasWorker?: boolean
  readonly settings?: Readonly<Record<string, string>>
  readonly github?: Partial<GitHubOptions>
}

export function useLab(options: LabOptions = {}): () => Lab {
  const database = useDatabase()
  const home = mkdtempSync(join(tmpdir(), 'leitstand-deployments-'))
  let lab: Lab | undefined
  beforeAll(async () => {
    lab = await startLab(home, database.url(), options)
    if (options.hasWorker ?? true) await lab.startWorker()
  })
  afterEach(() => {
    lab?.github.faults.clear()
    lab?.runner.release('success')
  })
  afterAll(async () => {
    await lab?.stopWorker()
    await lab?.github.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })
  return () => {
    if (!lab) throw new Error('The lab exists only while tests run.')
    return lab
  }
}

async function startLab(home: string, databaseUrl: string, options: LabOptions): Promise<Lab> {
  const runner = createGateRunner()
  const repositoriesDir = join(home, 'repositories')
  const github = await startGitHub({
    dataDir: join(home, 'github'),
    repositoriesDir,
    runner,
    accounts,
    organisation: { login: owner, name: 'Sandbox', teams: [] },
    app: { id: 4711, slug: 'leitstand', name: 'Leitstand', publicKey, installationId: 62 },
    oauth: { clientId: 'Iv1.sandbox', clientSecret: 'a-secret', redirectPrefixes: [] },
    ...options.github,
  })
  const environment = {
    DATABASE_URL: databaseUrl,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_WEB_URL: github.webUrl,
    GITHUB_APP_ID: '4711',
    GITHUB_APP_PRIVATE_KEY: privateKey,
    DEPLOYMENT_POLL_SECONDS: '0.3',
    DEPLOYMENT_SEARCH_SECONDS: '2',
    NEXTAUTH_SECRET: 'a-secret-only-for-tests-0123456789',
    LEITSTAND_SECRET: 'another-secret-only-for-tests-0123',
    LEITSTAND_ENCRYPTION_KEYS: testEncryptionKeys,
    LOG_LEVEL: 'error',
    ...options.settings,
  }
  Object.assign(process.env, environment)
  let worker: RunningJobs | null = null
  return {
    github,
    runner,
    environment,
    createRepository: (name, workflow = toWorkflow()) =>
      createRepository(github, repositoriesDir, name, workflow),
    async startWorker() {
      worker ??= await runJobs(deploymentJobs)
    },
    async stopWorker() {
      await worker?.stop()
      worker = null
    },
  }
}

const accounts = [
  {
    login: 'emil',
    name: 'Emil',
    role: { de: 'Entwicklung', en: 'Engineer' },
    personalToken: 'ghp_emil_of_the_sandbox',
  },
]

async function createRepository(
  github: GitHubServer,
  repositoriesDir: string,
  name: string,
  workflow: string,
): Promise<RepositoryPlace> {
  const fullName = `${owner}/${name}`
  mkdirSync(join(repositoriesDir, owner), { recursive: true })
  const gitDir = join(repositoriesDir, owner, `${name}.git`)
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', gitDir])
  const commits: Record<string, string> = {}
  for (const tag of ['v1.0.0', 'v1.1.0', 'v1.2.0']) {
    commits[tag] = await github.repositories.push(fullName, {
      branch: 'main',
      message: `Release ${tag}`,
      files: { 'version.txt': tag, [`.github/workflows/${workflowFile}`]: workflow },
      tag,
    })
  }
  return { owner, name, fullName, commits }
}
