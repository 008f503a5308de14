import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Octokit } from 'octokit'
import { onTestFinished } from 'vitest'
import type { GitHubOptions, GitHubServer } from '#sandbox/github/index.ts'
import { startGitHub } from '#sandbox/github/index.ts'

export const owner = 'leitstand-sandbox'
export const repo = 'mvp'
export const place = { owner, repo }
export const fullName = `${owner}/${repo}`
export const appId = 4711
export const installationId = 62

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

export interface TestGitHub {
  readonly server: GitHubServer
  readonly gitDir: string
  /** As the named account. */
  octokitOf(login: string): Octokit
  readonly octokit: Octokit
  readonly app: App
  /** Stops the stand-in and starts it again over the same folders. */
  restart(): Promise<TestGitHub>
  /** What a start finds when the stand-in was killed this moment. */
  startAsAfterCrash(): Promise<TestGitHub>
}

/** A stand-in with one empty repository, gone when the test ends. */
export async function startTestGitHub(changes: Partial<GitHubOptions> = {}): Promise<TestGitHub> {
  const home = mkdtempSync(join(tmpdir(), 'leitstand-github-'))
  const repositoriesDir = join(home, 'repositories')
  const gitDir = createRepository(repositoriesDir, repo)
  const options: GitHubOptions = {
    ...defaults,
    dataDir: join(home, 'data'),
    repositoriesDir,
    ...changes,
  }
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))
  return start(options, gitDir)
}

export function createRepository(repositoriesDir: string, name: string): string {
  const gitDir = join(repositoriesDir, owner, `${name}.git`)
  mkdirSync(join(repositoriesDir, owner), { recursive: true })
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', gitDir])
  return gitDir
}

export function toToken(login: string): string {
  return `ghp_${login}`
}

const accounts = ['emil', 'lena', 'nobody-nora'].map((login) => ({
  login,
  name: `${login.charAt(0).toUpperCase()}${login.slice(1)}`,
  role: { de: `Rolle von ${login}`, en: `Role of ${login}` },
  personalToken: toToken(login),
}))

const defaults = {
  accounts,
  organisation: {
    login: owner,
    name: 'Leitstand Sandbox',
    teams: [
      { slug: 'engineers', name: 'Engineers', members: ['emil'] },
      { slug: 'leads', name: 'Leads', members: ['lena'] },
    ],
  },
  app: { id: appId, slug: 'leitstand', name: 'Leitstand', publicKey, installationId },
  oauth: {
    clientId: 'Iv1.sandbox',
    clientSecret: 'a-secret',
    redirectPrefixes: ['http://127.0.0.1:3000/'],
  },
} satisfies Partial<GitHubOptions>

async function start(options: GitHubOptions, gitDir: string): Promise<TestGitHub> {
  const server = await startGitHub(options)
  let isOpen = true
  const close = async () => {
    if (isOpen) await server.close()
    isOpen = false
  }
  onTestFinished(close)
  const octokitOf = (login: string) =>
    new Octokit({ ...calm, baseUrl: server.apiUrl, auth: toToken(login) })
  return {
    server,
    gitDir,
    octokitOf,
    octokit: octokitOf('emil'),
    app: new App({
      appId,
      privateKey,
      Octokit: Octokit.defaults({ ...calm, baseUrl: server.apiUrl }),
    }),
    async restart() {
      await close()
      return start(options, gitDir)
    },
    startAsAfterCrash() {
      const dataDir = `${options.dataDir}-after-crash`
      cpSync(options.dataDir, dataDir, { recursive: true })
      return start({ ...options, dataDir }, gitDir)
    },
  }
}

/** One call is one request. */
const calm = {
  retry: { enabled: false },
  throttle: { enabled: false },
  log: { debug() {}, info() {}, warn() {}, error() {} },
} as const
