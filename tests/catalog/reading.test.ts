import { beforeAll, describe, expect, it } from 'vitest'
import { getStageOverview, getSystemOverview, listStageComponents } from '#lib/board/index.ts'
import { applySource } from '#lib/catalog/apply-source.ts'
import {
  getStageSubject,
  getStageSubjectById,
  getSystemSubject,
  listSources,
  listSystems,
  refreshCatalog,
} from '#lib/catalog/index.ts'
import type { SourceFile } from '#lib/catalog/source-read.ts'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { Grant } from '#lib/core/permissions.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { SAMPLE } from './sample.ts'

useDatabase()

const BACKSTAGE = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders-api }
spec: { type: service, owner: orders }
`

const person = (grants: readonly Grant[]) =>
  createContext({ kind: 'user', id: '0190d0a0-0000-7000-8000-00000000000a', name: 'Vera', grants })
const viewer = person([{ role: 'viewer', scope: 'all' }])
const engineer = person([{ role: 'engineer', scope: 'all' }])
const stranger = person([{ role: 'engineer', scope: { systems: [], teams: ['circle'] } }])
const storeEngineer = person([{ role: 'engineer', scope: { systems: [], teams: ['store'] } }])

async function apply(location: string, files: readonly Omit<SourceFile, 'repository'>[]) {
  const { id } = await getDb().catalogSource.upsert({
    where: { location },
    create: { kind: 'folder', location },
    update: {},
  })
  await applySource(jobContext('test'), {
    sourceId: id,
    read: { failure: null, commitSha: null, files: files.map((f) => ({ ...f, repository: null })) },
    findFacts: async () => null,
  })
}

beforeAll(async () => {
  await apply('/shop', [
    { file: 'shop/leitstand.yaml', text: SAMPLE },
    { file: 'other/leitstand.yaml', text: 'system: [' },
  ])
  await apply('/orders', [{ file: 'catalog-info.yaml', text: BACKSTAGE }])
})

describe('a system', () => {
  it('is shown with its components, its stages with their state, and its source', async () => {
    await getDb().stageState.updateMany({
      data: { health: 'healthy', healthObservedAt: new Date(), runningVersion: 'v1.2.0' },
    })
    const shop = await getSystemOverview(viewer, { system: 'shop' })
    expect(shop).toMatchObject({
      name: 'Shop',
      team: { slug: 'store', name: 'Store team' },
      repository: { fullName: 'acme/shop', url: 'https://github.com/acme/shop' },
      links: [{ title: 'Runbook' }],
      components: [{ slug: 'api' }, { slug: 'worker' }],
      stages: [
        {
          slug: 'staging',
          hosting: 'single-host',
          workflow: { file: 'deploy.yml', ref: 'main' },
          loadTimeMs: 1_500,
          health: { status: 'healthy' },
          running: { version: 'v1.2.0' },
        },
      ],
      source: { file: 'shop/leitstand.yaml', failure: null },
      starterYaml: null,
      may: { refresh: false },
    })
  })

  it('shows the problems of its own file only, since others may belong to other teams', async () => {
    expect((await getSystemOverview(viewer, { system: 'shop' })).source.problems).toEqual([])
    const all = (await listSources(viewer)).flatMap(({ problems }) => problems)
    expect(all).toMatchObject([{ file: 'other/leitstand.yaml' }])
  })

  it('known from Backstage only comes with what is missing and a file to start from', async () => {
    const orders = await getSystemOverview(viewer, { system: 'orders-api' })
    expect(orders.missing.map(({ piece }) => piece)).toContain('workflow')
    expect(orders.starterYaml).toContain('system: orders-api')
  })

  it.each([
    ['the system', () => getSystemOverview(stranger, { system: 'shop' })],
    ['a stage', () => getStageOverview(stranger, { system: 'shop', stage: 'staging' })],
    ['its components', () => listStageComponents(stranger, { system: 'shop', stage: 'staging' })],
    ['the subject', () => getSystemSubject(stranger, { system: 'shop' })],
    ['the stage subject', () => getStageSubject(stranger, { system: 'shop', stage: 'staging' })],
  ])('does not exist for people of another team: %s', async (_what, read) => {
    await expect(read()).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is listed for those who may see it and for nobody else', async () => {
    expect((await listSystems(viewer)).map(({ slug }) => slug)).toEqual(['orders-api', 'shop'])
    expect((await listSystems(storeEngineer)).map(({ slug }) => slug)).toEqual(['shop'])
    expect(await listSystems(stranger)).toEqual([])
  })
})

describe('a stage', () => {
  it('is addressed with its deploy settings, by name and by id', async () => {
    const subject = await getStageSubject(viewer, { system: 'shop', stage: 'staging' })
    expect(subject).toMatchObject({
      systemSlug: 'shop',
      teamSlug: 'store',
      risk: 'staging',
      repository: { owner: 'acme', name: 'shop' },
      deploy: { workflow: 'deploy.yml', ref: 'main', verifyWithinSeconds: 180 },
    })
    expect(await getStageSubjectById(viewer, subject.stageId)).toEqual(subject)
  })

  it('that is not in the catalog does not exist', async () => {
    const absent = getStageOverview(viewer, { system: 'shop', stage: 'moon' })
    await expect(absent).rejects.toMatchObject({ code: 'not_found' })
  })

  it('shows its components as unknown once their measurement is too old', async () => {
    const health = [{ component: 'api', health: 'healthy', since: '2026-01-01T00:00:00.000Z' }]
    const put = (observedAt: Date) =>
      getDb().stageState.updateMany({
        data: { componentHealth: health, healthObservedAt: observedAt, healthTtlSeconds: 60 },
      })
    const read = () => listStageComponents(viewer, { system: 'shop', stage: 'staging' })
    await put(new Date())
    expect(await read()).toMatchObject([
      { slug: 'api', health: { status: 'healthy' } },
      { slug: 'worker', health: { status: 'unknown' } },
    ])
    await put(new Date(Date.now() - 61_000))
    expect((await read())[0]?.health.status).toBe('unknown')
  })
})

describe('asking for the catalog to be read again', () => {
  const jobs = () =>
    getDb().$queryRaw<
      { task_identifier: string }[]
    >`SELECT task_identifier FROM graphile_worker.jobs`

  it('is refused to viewers, and the attempt is in the audit trail', async () => {
    await expect(refreshCatalog(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    const denied = await getDb().auditEntry.findFirst({ where: { outcome: 'denied' } })
    expect(denied).toMatchObject({ permission: 'catalog:refresh' })
    expect(await jobs()).toEqual([])
  })

  it('enqueues one job however often it is asked for, and is audited', async () => {
    await refreshCatalog(engineer)
    await refreshCatalog(engineer)
    expect(await jobs()).toEqual([{ task_identifier: 'catalog.refresh' }])
    const audited = await getDb().auditEntry.count({
      where: { action: 'catalog.refresh', outcome: 'allowed' },
    })
    expect(audited).toBe(2)
  })

  it('may be asked for one system by those who are engineers of its team only', async () => {
    await expect(refreshCatalog(storeEngineer)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await refreshCatalog(storeEngineer, { system: 'shop' })).toEqual({ state: 'requested' })
    await expect(refreshCatalog(stranger, { system: 'shop' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
