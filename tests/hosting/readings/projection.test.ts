import { beforeEach, describe, expect, test } from 'vitest'
import { askPlatform, getBoard, getStagePlatform, listStageComponents } from '#lib/board/index.ts'
import { hasMark } from '#lib/board/policy.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { withTransaction } from '#lib/core/run-sql.ts'
import { projectStages } from '#lib/health/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { createReader } from '#lib/hosting/readings/reader.ts'
import { platformReaders } from '#lib/hosting/readings/readers.ts'
import type { RunningRelease } from '#lib/hosting/release-port.ts'
import { contextOf } from '#tests/deployments/support/people.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import {
  createAnsweringAdapter,
  createHostedStage,
  makeAllDue,
  readRow,
  toRelease,
} from './hosted-stage.ts'

useDatabase()

beforeEach(async () => {
  await getDb().reading.deleteMany()
  await getDb().apiBudget.deleteMany()
  await getDb().stage.updateMany({ data: { removedAt: new Date() } })
})

const a = 'a'.repeat(40)
const b = 'b'.repeat(40)

async function read(answer: () => Promise<RunningRelease>): Promise<void> {
  const reader = createReader({
    ...{ pool: getPool(), readCredential: async () => null, onProjected: projectStages },
    readers: platformReaders.filter(({ fact }) => fact === 'release'),
    open: async () => createAnsweringAdapter(answer),
  })
  await reader.plan()
  await makeAllDue()
  await reader.tick()
  await reader.idle()
}

async function findStage(stageId: string) {
  const stage = await getDb().stage.findUniqueOrThrow({
    where: { id: stageId },
    include: { system: true },
  })
  const { systems } = await getBoard(contextOf('engineer'))
  const system = systems.find(({ slug }) => slug === stage.system.slug)
  const found = system?.stages.find(({ slug }) => slug === stage.slug)
  if (!found) throw new Error('The board lacks the stage.')
  return { found, key: { system: stage.system.slug, stage: stage.slug } }
}

async function recordDeployment(stageId: string, commitSha: string): Promise<void> {
  const { id } = await getDb().deployment.create({
    data: {
      ...{ stageId, number: 1, kind: 'deployment', state: 'succeeded', ref: 'main' },
      ...{ version: '1.0.0', commitSha, requestedByKind: 'user', requestedByName: 'Ada' },
      stateSince: new Date(),
    },
  })
  await getDb().stageState.update({
    where: { stageId },
    data: {
      ...{ runningDeploymentId: id, runningVersion: '1.0.0', runningCommitSha: commitSha },
      runningSince: new Date(Date.now() - 60_000),
    },
  })
}

describe('the board', () => {
  test('adopts the platform’s word where nobody else says anything', async () => {
    const { id } = await createHostedStage()
    await read(async () => toRelease([{ commitSha: a }]))
    const { found } = await findStage(id)
    expect(found.running).toMatchObject({
      ...{ agreement: 'platform_only', version: a.slice(0, 7), commitSha: a },
    })
  })

  test('marks a stage whose platform contradicts our record', async () => {
    const { id } = await createHostedStage()
    await recordDeployment(id, a)
    await read(async () => toRelease([{ commitSha: b }]))
    const { found } = await findStage(id)
    expect(found.running).toMatchObject({ agreement: 'platform_disagrees', commitSha: a })
    expect(hasMark(found, 'disagreeing', Date.now())).toBe(true)
  })

  test('marks a stage whose components run different commits', async () => {
    const { id } = await createHostedStage({ components: ['web', 'worker'] })
    await recordDeployment(id, a)
    const since = new Date(Date.now() - 3_600_000)
    await read(async () =>
      toRelease([
        { component: 'web', commitSha: a, since },
        { component: 'worker', commitSha: b, since },
      ]),
    )
    const { found } = await findStage(id)
    expect(found.running.agreement).toBe('components_differ')
    expect(hasMark(found, 'disagreeing', Date.now())).toBe(true)
  })

  test('says since when the platform is unknown, and nothing turns green by it', async () => {
    const { id } = await createHostedStage()
    await recordDeployment(id, a)
    await read(async () => toRelease([{ commitSha: a }]))
    expect((await findStage(id)).found.running.agreement).toBe('agreed')
    await read(async () => {
      throw new HostingError('denied', 'No.', { permission: 'app:read' })
    })
    const { found, key } = await findStage(id)
    expect(found.running.agreement).toBe('record_only')
    expect(found.platform?.unknownSince).not.toBeNull()
    expect(found.platform?.observedAt).not.toBeNull()
    const { state } = await getStagePlatform(contextOf('viewer'), key)
    expect(state?.components[0]?.commitSha).toBe(a)
    expect(state?.sources[0]).toMatchObject({ failure: 'denied', permission: 'app:read' })
  })

  test('knows that the platform is pinned', async () => {
    const { id } = await createHostedStage()
    await read(async () => toRelease([{}], { pin: { releaseId: 'r1', since: null } }))
    expect((await findStage(id)).found.platform?.pinned).toBe(true)
  })

  test('loses the platform with its description in the catalog', async () => {
    const { id } = await createHostedStage()
    await read(async () => toRelease([{ commitSha: a }]))
    await getDb().stage.update({ where: { id }, data: { hostingKind: null } })
    await read(async () => toRelease([{ commitSha: a }]))
    expect((await findStage(id)).found.platform).toBeNull()
  })
})

describe('who looks', () => {
  test('is told when something they see is different, and not when it is the same again', async () => {
    const { id } = await createHostedStage()
    const countEvents = () => getDb().event.count({ where: { topic: 'stage' } })
    await read(async () => toRelease([{ commitSha: a }]))
    const before = await countEvents()
    await read(async () => toRelease([{ commitSha: a }]))
    expect(await countEvents()).toBe(before)
    await read(async () => toRelease([{ commitSha: b }]))
    expect(await countEvents()).toBeGreaterThan(before)
    expect((await findStage(id)).found.running.commitSha).toBe(b)
  })

  test('sees release, instances and age of each component', async () => {
    const { id } = await createHostedStage()
    const instances = { desired: 2, running: 1, autoscaling: false }
    await read(async () => toRelease([{ commitSha: a, instances }]))
    const { key } = await findStage(id)
    const [web] = await listStageComponents(contextOf('viewer'), key)
    expect(web?.release).toMatchObject({
      ...{ source: 'platform', commitSha: a, instances, ttlSeconds: 300 },
      observedAt: expect.any(String),
    })
  })
})

describe('asking now', () => {
  test('makes everything of the stage due, and is noted', async () => {
    const { id } = await createHostedStage()
    await read(async () => toRelease([{ commitSha: a }]))
    const { key } = await findStage(id)
    const { readings } = await askPlatform(contextOf('engineer'), key)
    expect(readings).toBe(1)
    expect((await readRow(id)).nextAt.getTime()).toBeLessThanOrEqual(Date.now())
    const entry = await getDb().auditEntry.findFirst({ where: { action: 'platform.ask' } })
    expect(entry).toMatchObject({ outcome: 'allowed', entityId: `${key.system}/${key.stage}` })
  })

  test('leaves alone what is being asked at this moment', async () => {
    const { id } = await createHostedStage()
    await read(async () => toRelease([{ commitSha: a }]))
    await getDb().reading.updateMany({ data: { leasedUntil: new Date(Date.now() + 30_000) } })
    const { key } = await findStage(id)
    expect((await askPlatform(contextOf('engineer'), key)).readings).toBe(0)
  })
})

test('projecting twice changes nothing the second time', async () => {
  const { id } = await createHostedStage()
  await read(async () => toRelease([{ commitSha: a }]))
  const before = await getDb().event.count()
  await withTransaction(getPool(), (run) => projectStages(run, [id]))
  expect(await getDb().event.count()).toBe(before)
})
