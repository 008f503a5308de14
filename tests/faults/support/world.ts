import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { refreshCatalogNow } from '#lib/catalog/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect, getDb } from '#lib/core/db.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/database.ts'
import { assertInvariants } from '../invariants.ts'
import { recordHistory } from './history.ts'
import { type PortalServer, startPortalServer } from './portal-server.ts'
import { createSettings, listCanaries, type Settings } from './settings.ts'
import { type StandIn, startStandIn } from './stand-in.ts'
import { startWorker, type Worker } from './worker.ts'

/** Everything a case needs: a GitHub, a database, a portal, and workers as processes of their own. */
export interface World {
  readonly standIn: StandIn
  readonly portal: PortalServer
  readonly settings: Settings
  readonly canaries: readonly string[]
  /** A worker that is ready, and expected to live until the case ends or kills it. */
  startWorker(settings?: Settings): Promise<Worker>
  /** `kill -9`; resolves when it is gone. */
  kill(worker: Worker): Promise<void>
  /** Expected to end by itself from now on. */
  release(worker: Worker): void
  dismissWorkers(): Promise<void>
  listExpectedAlive(): readonly Worker[]
  /** Of all workers, the killed ones included. */
  listLogs(): readonly string[]
}

export interface WorldOptions {
  /** Default: a database of the run's shared server. */
  readonly createDatabase?: () => Promise<TestDatabase>
  readonly settings?: Settings
}

/** Gives a test file its world, and holds every case to the invariants. */
export function useWorld(options: WorldOptions = {}): () => World {
  let world: World | undefined
  let end = async () => {}
  const get = () => {
    if (!world) throw new Error('The world exists only while tests run.')
    return world
  }
  beforeAll(async () => {
    ;({ world, end } = await createWorld(options))
  })
  afterEach(async () => {
    const { standIn, dismissWorkers } = get()
    try {
      await assertInvariants(get())
    } finally {
      await dismissWorkers()
      standIn.server.faults.clear()
      standIn.server.setWebhookTargets([])
      standIn.runner.plan('success')
      standIn.runner.finishAll()
    }
  })
  afterAll(() => end())
  return get
}

async function createWorld({ createDatabase = createTestDatabase, settings }: WorldOptions) {
  const home = mkdtempSync(join(tmpdir(), 'leitstand-faults-'))
  const [database, standIn] = await Promise.all([createDatabase(), startStandIn(home)])
  const all = { ...createSettings(database.url, standIn, home), ...settings }
  Object.assign(process.env, all)
  const signal = AbortSignal.timeout(30_000)
  await refreshCatalogNow(operatorContext(), signal)
  const sources = await getDb().catalogSource.findMany({ where: { succeededAt: null } })
  if (sources.length > 0) throw new Error(`The catalog is wrong: ${JSON.stringify(sources)}`)
  await recordHistory()
  const portal = await startPortalServer()
  const crew = createCrew(all)
  const world: World = {
    ...{ standIn, portal, settings: all, canaries: listCanaries(all) },
    startWorker: crew.start,
    kill: crew.kill,
    release: crew.release,
    dismissWorkers: crew.dismiss,
    listExpectedAlive: () => crew.expectedAlive,
    listLogs: () => crew.all.map((worker) => worker.log()),
  }
  const end = async () => {
    await crew.dismiss()
    await portal.close()
    await standIn.close()
    await disconnect()
    await database.drop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return { world, end }
}

function createCrew(settings: Settings) {
  const all: Worker[] = []
  let expectedAlive: readonly Worker[] = []
  const release = (worker: Worker) => {
    expectedAlive = expectedAlive.filter((other) => other !== worker)
  }
  const kill = async (worker: Worker) => {
    release(worker)
    worker.signal('SIGKILL')
    await worker.ended()
  }
  return {
    all,
    kill,
    release,
    get expectedAlive() {
      return expectedAlive
    },
    async start(changes: Settings = {}) {
      const worker = startWorker({ ...settings, ...changes })
      all.push(worker)
      expectedAlive = [...expectedAlive, worker]
      await worker.ready()
      return worker
    },
    async dismiss() {
      await Promise.all(all.map(kill))
    },
  }
}
