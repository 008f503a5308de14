import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PlatformAccess, SandboxContract } from '#sandbox/contract.ts'
import { sampleSystems } from '#sandbox/systems/index.ts'
import { checkout } from '#scripts/lib/checkout.ts'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { cleanUp, createFolder, type RunningPortal, startPortal } from './running-portal.ts'

const home = createFolder()
let portal: RunningPortal
let sandbox: SandboxContract
let databaseUrl: string
let token: string

beforeAll(async () => {
  portal = await startPortal({ home, env: { GITHUB_TOKEN: '' } })
  await portal.ready()
  // Safe because the sandbox and the start write these files for whoever runs them.
  sandbox = readJson('sandbox/sandbox.json') as SandboxContract
  databaseUrl = (readJson('run/environment.json') as { DATABASE_URL: string }).DATABASE_URL
  token = await createToken()
}, 240_000)
afterAll(cleanUp)

describe('what the platforms of the sandbox keep secret', { timeout: 400_000 }, () => {
  it('is in no table, log or answer once everything has been read from them', async () => {
    await waitForReadings(0.9, new Date(0))
    await expectNoCanary()
  })

  it('is in no table, log or answer either when they refuse, talk nonsense or cannot be reached', async () => {
    for (const effect of ['denied', 'wrong-shape', 'reset']) {
      await Promise.all(sandbox.platforms.map((platform) => addFault(platform, effect)))
      await waitForReadings(0.3, await askAgain())
    }
    await expectNoCanary()
  })
})

/** Everything nobody but its owner may know: what the sample systems are run with, and how the portal is let in. */
function listCanaries(): ReadonlyMap<string, string> {
  const canaries = new Map<string, string>()
  for (const { slug, stages } of sampleSystems) {
    for (const stage of stages) {
      for (const [name, value] of Object.entries(stage.settings)) {
        if (/SECRET|KEY|TOKEN|PASSWORD/.test(name)) canaries.set(value, `${slug}: ${name}`)
      }
    }
  }
  for (const { platform, credential } of sandbox.platforms) {
    for (const [name, value] of Object.entries(credential)) {
      if (/token|secret/i.test(name)) canaries.set(value, `${platform}: ${name}`)
    }
  }
  canaries.set(sandbox.github.webhookSecret, 'GitHub: webhook secret')
  canaries.set(sandbox.github.oauth.clientSecret, 'GitHub: client secret')
  return canaries
}

async function expectNoCanary(): Promise<void> {
  const places = new Map([...readLogs(), ...(await readTables()), ...(await readAnswers())])
  expect(places.size).toBeGreaterThan(50)
  const found = [...listCanaries()].flatMap(([value, owner]) =>
    [...places].flatMap(([place, text]) => (text.includes(value) ? [`${owner} in ${place}`] : [])),
  )
  expect(found).toEqual([])
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(home, file), 'utf8'))
}

function readLogs(): [string, string][] {
  const folder = join(home, 'logs')
  return readdirSync(folder).map((name) => [
    `log ${name}`,
    readFileSync(join(folder, name), 'utf8'),
  ])
}

async function readTables(): Promise<[string, string][]> {
  const tables = await query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  )
  return Promise.all(
    tables.map(async ({ name }): Promise<[string, string]> => {
      const rows = await query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)
      return [`table ${name}`, rows.map(({ row }) => row).join('\n')]
    }),
  )
}

/** Every answer to a question that can be asked of the sample systems by address alone. */
async function readAnswers(): Promise<[string, string][]> {
  const description = await (
    await fetch(`${portal.url}/api/v1/openapi.json`, { headers: headers() })
  ).json()
  const questions = Object.entries(description.paths as Record<string, { get?: unknown }>)
    .filter(([path, { get }]) => get && !/stream|events|ping-url|heartbeats/.test(path))
    .flatMap(([path]) => listAddresses(path))
  const answers: [string, string][] = []
  for (const path of questions) {
    const answer = await fetch(portal.url + path, {
      headers: headers(),
      signal: AbortSignal.timeout(30_000),
    })
    answers.push([`answer ${path}`, await answer.text()])
  }
  return answers
}

function listAddresses(path: string): readonly string[] {
  const stages = sampleSystems.flatMap(({ slug, stages }) =>
    stages.map((stage) => path.replace('{system}', slug).replace('{stage}', stage.slug)),
  )
  return [...new Set(stages)].filter((address) => !address.includes('{'))
}

const headers = () => ({ authorization: `Bearer ${token}` })

/** Waits until so many of all readings were tried since then; budgets of accounts keep them from being tried at once. */
async function waitForReadings(share: number, since: Date): Promise<void> {
  const isDone = async () => {
    const [row] = await query<{ total: number; tried: number }>(
      `SELECT count(*)::int AS total,
              count(*) FILTER (WHERE attempted_at > '${since.toISOString()}')::int AS tried FROM reading`,
    )
    return row !== undefined && row.total > 50 && row.tried >= row.total * share
  }
  await vi.waitUntil(isDone, { timeout: 100_000, interval: 1_000 })
}

/** Safe because each caller names the columns it asks for. */
const query = <Row>(text: string) => queryDatabase(databaseUrl, text) as Promise<readonly Row[]>

async function askAgain(): Promise<Date> {
  const [row] = await query<{ now: Date }>(
    'UPDATE reading SET next_at = now() RETURNING now() AS now',
  )
  return row?.now ?? new Date()
}

async function addFault({ controlUrl, controlToken }: PlatformAccess, effect: string) {
  await fetch(`${controlUrl}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sandbox-token': controlToken },
    body: JSON.stringify({ effect }),
  })
}

async function createToken(): Promise<string> {
  const args = [
    '--conditions=react-server',
    'scripts/token.ts',
    '--role',
    'admin',
    '--name',
    'test',
  ]
  const env = { ...process.env, LEITSTAND_HOME: home, DATABASE_URL: '' }
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: checkout, env })
  return stdout.trim()
}
