import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type GitHubServer, startGitHub } from '#sandbox/github/index.ts'
import { createScriptedRunner, type ScriptedRunner } from './scripted-runner.ts'

export const organisation = 'acme'
export const repository = `${organisation}/shop`
export const workflows = { plain: 'deploy.yml', gated: 'gated.yml' } as const
export const approver = { login: 'lena', token: 'ghp_lena_approves_0123456789' } as const
export const dispatchPath = '/actions/workflows/[^/]+/dispatches$'

const runSchema = z.object({
  id: z.number(),
  status: z.string(),
  conclusion: z.string().nullable(),
  run_attempt: z.number(),
  display_title: z.string(),
})

export type ProviderRun = z.infer<typeof runSchema>

/** GitHub on loopback with one repository, whose deployments run by the test's word. */
export interface StandIn {
  readonly server: GitHubServer
  readonly runner: ScriptedRunner
  readonly appId: string
  /** PEM. */
  readonly privateKey: string
  /** Newest commit of `main`. */
  readonly commitSha: string
  /** As the person who approves; below the repository. Throws for a refusal. */
  call(method: string, path: string, body?: unknown): Promise<unknown>
  findRun(id: string): Promise<ProviderRun | null>
  /** Runs that really exist, by correlation id: the only count that matters. */
  countTriggers(): Readonly<Record<string, number>>
  close(): Promise<void>
}

export async function startStandIn(home: string): Promise<StandIn> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const repositoriesDir = join(home, 'repositories')
  mkdirSync(join(repositoriesDir, organisation), { recursive: true })
  const gitDir = join(repositoriesDir, `${repository}.git`)
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', gitDir])
  const runner = createScriptedRunner()
  const role = { de: 'Leitung', en: 'Lead' }
  const server = await startGitHub({
    dataDir: join(home, 'github'),
    repositoriesDir,
    runner,
    accounts: [{ login: approver.login, name: 'Lena', role, personalToken: approver.token }],
    organisation: { login: organisation, name: 'Acme', teams: [] },
    app: { id: 4711, slug: 'leitstand', name: 'Leitstand', publicKey },
    oauth: { clientId: 'portal', clientSecret: 'unused', redirectPrefixes: [] },
    repositories: [
      {
        fullName: repository,
        environments: [{ name: 'guarded', reviewers: { users: [approver.login] } }],
      },
    ],
  })
  const commitSha = await server.repositories.push(repository, {
    branch: 'main',
    message: 'Describe the deployment',
    files: {
      [`.github/workflows/${workflows.plain}`]: toWorkflow(''),
      [`.github/workflows/${workflows.gated}`]: toWorkflow('environment: guarded'),
    },
    tag: 'v1.0.0',
  })
  const call = callAs(`${server.apiUrl}/repos/${repository}`)
  return {
    ...{ server, runner, privateKey, commitSha, call },
    appId: '4711',
    findRun: (id) =>
      call('GET', `/actions/runs/${id}`)
        .then((run) => runSchema.parse(run))
        .catch(() => null),
    countTriggers: () => server.ledger.countDispatches(),
    async close() {
      runner.finishAll('cancelled')
      await server.close()
    },
  }
}

const toWorkflow = (extra: string) => `name: Deploy
run-name: "Deploy \${{ inputs.stage }} [\${{ inputs.portal_run_id }}]"
on:
  workflow_dispatch:
    inputs:
      stage: { type: string, required: true }
      commit: { type: string }
      portal_run_id: { type: string }
jobs:
  deploy:
    runs-on: ubuntu-latest
    ${extra}
    steps:
      - name: Deploy
        run: "true"
`

const callAs = (root: string) => async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${root}${path}`, {
    method,
    headers: { authorization: `token ${approver.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text === '' ? null : JSON.parse(text)
}
