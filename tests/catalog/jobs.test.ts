import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  enqueueCatalogRefresh,
  enqueueDueCatalogRefresh,
  refreshCatalogNow,
} from '#lib/catalog/index.ts'
import { readSourceJob, refreshCatalogJob } from '#lib/catalog/jobs.ts'
import { jobContext, operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { SAMPLE } from './sample.ts'

useDatabase()

const signal = AbortSignal.timeout(60_000)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catalog-'))
  await writeFile(path.join(folder, 'leitstand.yaml'), SAMPLE)
  process.env.CATALOG_SOURCES = `folder:${folder}`
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const waiting = async () =>
  getDb().$queryRaw<{ task_identifier: string; key: string }[]>`
    SELECT task_identifier, key FROM graphile_worker.jobs ORDER BY key`

it('reads what is due, once per interval, and at once when asked to', async () => {
  const ctx = jobContext('test')
  await refreshCatalogJob.run(ctx, { all: false }, signal)
  const source = await getDb().catalogSource.findFirstOrThrow()
  expect(await waiting()).toEqual([
    { task_identifier: 'catalog.read-source', key: `catalog.read:${source.id}` },
  ])
  await readSourceJob.run(ctx, { sourceId: source.id }, signal)
  expect(await getDb().system.count()).toBe(1)

  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`
  await refreshCatalogJob.run(ctx, { all: false }, signal)
  expect(await waiting()).toEqual([])
  await refreshCatalogJob.run(ctx, { all: true }, signal)
  await refreshCatalogJob.run(ctx, { all: true }, signal)
  expect(await waiting()).toHaveLength(1)
})

it('has a starting worker read what is due, however many workers start', async () => {
  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`
  await enqueueDueCatalogRefresh()
  await enqueueDueCatalogRefresh()
  expect(await waiting()).toEqual([
    { task_identifier: 'catalog.refresh', key: 'catalog.refresh-due' },
  ])
})

it('reads again only the sources of the repository that was pushed to', async () => {
  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`
  for (const location of ['acme/app', 'acme/app@live', 'acme/app:services', 'acme/app-two']) {
    await getDb().catalogSource.create({ data: { kind: 'github', location } })
  }
  await enqueueCatalogRefresh('Acme/App')
  const rows = await getDb().catalogSource.findMany({
    where: { location: { in: ['acme/app', 'acme/app@live', 'acme/app:services'] } },
  })
  expect((await waiting()).map(({ key }) => key)).toEqual(
    rows.map(({ id }) => `catalog.read:${id}`).sort(),
  )
})

it('can be read at once from the command line', async () => {
  await getDb().$executeRaw`UPDATE system SET name = 'Stale', content_hash = NULL`
  await refreshCatalogNow(operatorContext(), signal)
  expect(await getDb().system.findFirstOrThrow()).toMatchObject({ name: 'Shop' })
})
