import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from '#lib/core/env.ts'
import { createGitHub, type GitHub } from '#lib/github/get-github.ts'
import { type GitHubServer, startGitHub } from '#sandbox/github/index.ts'
import { testEncryptionKeys } from '#tests/setup/encryption-keys.ts'

export interface GitHubWorld {
  readonly server: GitHubServer
  readonly github: GitHub
  /** Commits files to a branch of a repository, which is made when missing; returns the commit. */
  commit(repository: string, files: Readonly<Record<string, string>>, branch?: string): string
  close(): Promise<void>
}

/** A GitHub over real git repositories, and the product's client of it. */
export async function startGitHubWorld(organisation = 'acme'): Promise<GitHubWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catalog-github-'))
  const key = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const repositoriesDir = path.join(folder, 'repositories')
  mkdirSync(repositoriesDir)
  const server = await startGitHub({
    dataDir: path.join(folder, 'data'),
    repositoriesDir,
    accounts: [],
    organisation: { login: organisation, name: organisation, teams: [] },
    app: { id: 1, slug: 'leitstand', name: 'Leitstand', publicKey: key.publicKey },
    oauth: { clientId: 'id', clientSecret: 'secret', redirectPrefixes: [] },
  })
  const env = parseEnv({
    DATABASE_URL: 'postgresql://unused',
    NEXTAUTH_SECRET: 'a-secret-only-for-tests-0123456789',
    LEITSTAND_SECRET: 'another-secret-only-for-tests-0123',
    LEITSTAND_ENCRYPTION_KEYS: testEncryptionKeys,
    GITHUB_API_URL: server.apiUrl,
    GITHUB_WEB_URL: server.webUrl,
    GITHUB_APP_ID: '1',
    GITHUB_APP_PRIVATE_KEY: key.privateKey,
  })
  return {
    server,
    github: createGitHub(env),
    commit: (repository, files, branch = 'main') =>
      commit(path.join(repositoriesDir, `${repository}.git`), path.join(folder, 'work'), {
        files,
        branch,
      }),
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Commit {
  readonly files: Readonly<Record<string, string>>
  readonly branch: string
}

function commit(bare: string, work: string, { files, branch }: Commit): string {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  mkdirSync(bare, { recursive: true })
  git(bare, 'init', '--bare', '-q', '-b', 'main')
  execFileSync('rm', ['-rf', work])
  mkdirSync(work, { recursive: true })
  git(work, 'init', '-q', '-b', branch)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(work, file)), { recursive: true })
    writeFileSync(path.join(work, file), text)
  }
  git(work, 'add', '-A')
  git(work, 'commit', '-q', '--allow-empty', '-m', 'Change the catalog')
  git(work, 'push', '-q', '--force', bare, branch)
  return git(work, 'rev-parse', 'HEAD')
}
