import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { isRunning } from './process-table.ts'
import {
  createHome,
  eventually,
  type RunningSandbox,
  spawnSandbox,
  startRealSandbox,
} from './running-sandbox.ts'

// Real processes start slowly when the machine is busy.
vi.setConfig({ testTimeout: 60_000 })

const addresses = [
  'https://staging.mvp.example/health',
  'https://api.easysks.example/health',
  'https://api.hackthestudy.ch/api/v1/health',
  'https://app.lifetimecircle.de/api/health',
]

async function readVersions(sandbox: RunningSandbox) {
  const answers = await Promise.all(addresses.map((address) => sandbox.call(address)))
  return answers.map(({ text }) => JSON.parse(text).version)
}

async function listPids(sandbox: RunningSandbox): Promise<number[]> {
  const { body } = await sandbox.callHost('GET', '/stages')
  return (body as { processes: { pid: number | null }[] }[])
    .flatMap(({ processes }) => processes)
    .flatMap(({ pid }) => (pid ? [pid] : []))
}

test('kill -9 leaves no process behind, and the next start serves the same versions on the same ports', async () => {
  using folder = createHome()
  const first = await startRealSandbox(folder.home)
  await first.callHost('POST', '/processes/hackthestudy/production/worker/stop')
  const versions = await readVersions(first)
  const pids = await listPids(first)
  expect(pids.length).toBe(14)
  await first.end('SIGKILL')
  await eventually(
    async () => pids.filter(isRunning),
    ({ length }) => length === 0,
    3000,
  )

  const second = await startRealSandbox(folder.home)
  try {
    expect(await readVersions(second)).toEqual(versions)
    expect(second.contract.connectTo).toBe(first.contract.connectTo)
    expect(second.contract.github.apiUrl).toBe(first.contract.github.apiUrl)
    const { processes } = await second.readStage('hackthestudy', 'production')
    expect(processes.map(({ component, status }) => [component, status])).toEqual([
      ['api', 'running'],
      ['worker', 'stopped'],
    ])
  } finally {
    await second.end('SIGTERM')
  }
})

test('a process too stuck to notice the end of the sandbox is ended by the next start', async () => {
  using folder = createHome()
  const first = await startRealSandbox(folder.home)
  const { processes } = await first.readStage('mvp', 'staging')
  const stuck = processes.find(({ component }) => component === 'worker')?.pid ?? 0
  process.kill(stuck, 'SIGSTOP')
  await first.end('SIGKILL')
  expect(isRunning(stuck)).toBe(true)
  const second = await startRealSandbox(folder.home)
  try {
    expect(isRunning(stuck)).toBe(false)
  } finally {
    await second.end('SIGTERM')
  }
})

test('SIGTERM in the middle of the start ends everything too', async () => {
  using folder = createHome()
  const child = spawnSandbox(folder.home)
  const children = join(folder.home, 'host/children.json')
  await eventually(async () => existsSync(children), Boolean)
  const pids: { pid: number }[] = JSON.parse(readFileSync(children, 'utf8'))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const startedAt = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(5000)
  await eventually(
    async () => pids.filter(({ pid }) => isRunning(pid)),
    ({ length }) => length === 0,
  )
})

test('SIGTERM ends everything within five seconds with exit code 0', async () => {
  using folder = createHome()
  const sandbox = await startRealSandbox(folder.home)
  const pids = await listPids(sandbox)
  const startedAt = performance.now()
  expect(await sandbox.end('SIGTERM')).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(5000)
  expect(pids.filter(isRunning)).toEqual([])
})

test('a port that somebody else took meanwhile is replaced by a free one', async () => {
  using folder = createHome()
  const first = await startRealSandbox(folder.home)
  const { port } = first.contract.edge
  await first.end('SIGTERM')
  const squatter = createServer().listen(port, '127.0.0.1')
  await new Promise((resolve) => squatter.once('listening', resolve))
  const second = await startRealSandbox(folder.home)
  try {
    expect(second.contract.edge.port).not.toBe(port)
    expect((await second.call(addresses[0] ?? '')).status).toBe(200)
  } finally {
    await second.end('SIGTERM')
    squatter.close()
  }
})

test('a second sandbox on the same folder is refused in one sentence and disturbs nothing', async () => {
  using folder = createHome()
  const first = await startRealSandbox(folder.home)
  try {
    const { code, output } = await runToEnd(folder.home)
    expect(code).toBe(1)
    expect(output).toBe(`Another sandbox (process ${first.pid}) uses the folder ${folder.home}.\n`)
    expect((await first.call(addresses[0] ?? '')).status).toBe(200)
  } finally {
    await first.end('SIGTERM')
  }
})

test('what is running is described for others: process, addresses, folders', async () => {
  using folder = createHome()
  const sandbox = await startRealSandbox(folder.home)
  try {
    const { contract } = sandbox
    expect(isRunning(contract.pid)).toBe(true)
    expect(contract.repositories).toContain('leitstand-sandbox/handbook')
    expect(readFileSync(join(contract.catalogDir, 'mvp/leitstand.yaml'), 'utf8')).toContain(
      'system: mvp',
    )
    expect(contract.connectTo.split(',')).toEqual(
      expect.arrayContaining([
        `app.lifetimecircle.de:443=127.0.0.1:${contract.edge.port}`,
        expect.stringMatching(/^db\.whatsgonow\.com:5432=127\.0\.0\.1:\d+$/),
      ]),
    )
  } finally {
    await sandbox.end('SIGTERM')
  }
})

async function runToEnd(home: string) {
  const child = spawnSandbox(home)
  let output = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}
