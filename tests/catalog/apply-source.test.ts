import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { applySource } from '#lib/catalog/apply-source.ts'
import { readFolderSource } from '#lib/catalog/read-folder-source.ts'
import type { RepositoryFacts } from '#lib/catalog/repository-facts.ts'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { SAMPLE, sampleWith } from './sample.ts'

useDatabase()

const ctx = jobContext('test')
const folders: string[] = []

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

beforeEach(async () => {
  await getDb().$executeRawUnsafe(
    'TRUNCATE team, catalog_source, system, component, stage, stage_state, probe, event CASCADE',
  )
})

class FolderSource {
  readonly folder: string
  readonly sourceId: string
  facts: RepositoryFacts | null = null

  constructor(folder: string, sourceId: string) {
    this.folder = folder
    this.sourceId = sourceId
  }

  static async create(): Promise<FolderSource> {
    const folder = await mkdtemp(path.join(tmpdir(), 'source-'))
    folders.push(folder)
    const row = await getDb().catalogSource.create({ data: { kind: 'folder', location: folder } })
    return new FolderSource(folder, row.id)
  }

  async write(file: string, text: string): Promise<void> {
    const target = path.join(this.folder, file)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, text)
  }

  async apply(): Promise<void> {
    const read = await readFolderSource({ kind: 'folder', path: this.folder })
    await applySource(ctx, { sourceId: this.sourceId, read, findFacts: async () => this.facts })
  }

  row() {
    return getDb().catalogSource.findUniqueOrThrow({ where: { id: this.sourceId } })
  }
}

function findShop() {
  return getDb().system.findUnique({
    where: { slug: 'shop' },
    include: {
      team: true,
      components: { orderBy: { position: 'asc' } },
      stages: { orderBy: { position: 'asc' }, include: { probes: true, state: true } },
    },
  })
}

describe('a sound file', () => {
  it('becomes a system with components, stages in order, probes and a stage state', async () => {
    const source = await FolderSource.create()
    await source.write('shop/leitstand.yaml', SAMPLE)
    await source.apply()
    const shop = await findShop()
    expect(shop).toMatchObject({
      name: 'Shop',
      sourceFile: 'shop/leitstand.yaml',
      team: { slug: 'store', name: 'Store team' },
      repositoryOwner: 'acme',
      repositoryName: 'shop',
      components: [
        { slug: 'api', position: 0 },
        { slug: 'worker', position: 1 },
      ],
      stages: [{ slug: 'staging', hostingKind: 'single-host', state: { health: 'unknown' } }],
    })
    expect(shop?.stages[0]?.deploy).toMatchObject({
      workflow: 'deploy.yml',
      verifyWithinSeconds: 180,
    })
    expect(shop?.stages[0]?.probes).toMatchObject([
      { slug: 'api-health', kind: 'http', intervalSeconds: 30, timeoutMs: 5_000, nextRunAt: null },
      { slug: 'queue', kind: 'heartbeat', intervalSeconds: 60, config: { periodSeconds: 60 } },
    ])
    expect(await source.row()).toMatchObject({ failure: null, problems: [] })
  })

  it('is not written again while it says the same', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    await source.apply()
    const before = await findShop()
    await source.write('leitstand.yaml', `# a comment\n${SAMPLE}`)
    await source.apply()
    expect((await findShop())?.updatedAt).toEqual(before?.updatedAt)
  })

  it('keeps the ids of what stays, and marks what vanished as removed instead of deleting it', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    await source.apply()
    const before = await findShop()
    const renamed = sampleWith('- slug: staging', '- slug: production').replace(
      'risk: staging',
      'risk: production',
    )
    await source.write('leitstand.yaml', renamed)
    await source.apply()
    const after = await findShop()
    expect(after?.id).toBe(before?.id)
    expect(after?.stages).toHaveLength(2)
    const old = after?.stages.find(({ slug }) => slug === 'staging')
    expect(old?.id).toBe(before?.stages[0]?.id)
    expect(old?.removedAt).not.toBeNull()
    expect(old?.probes.every(({ removedAt }) => removedAt !== null)).toBe(true)
  })

  it('tells readers of the system and of the board', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    await source.apply()
    const events = await getDb().event.findMany()
    expect(events.map(({ topic, key }) => `${topic}:${key}`)).toEqual(
      expect.arrayContaining(['system:shop', 'board:*']),
    )
  })

  it('drops what was measured when a probe becomes another kind of probe', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    await source.apply()
    await getDb().probe.updateMany({ data: { health: 'healthy', version: 'v1', pausedBy: 'Emil' } })
    await source.write(
      'leitstand.yaml',
      sampleWith(
        '{ slug: queue, component: worker, kind: heartbeat, period: 1m, grace: 30s }',
        '{ slug: queue, component: worker, kind: tcp, host: example.com, port: 443 }',
      ),
    )
    await source.apply()
    const probes = await getDb().probe.findMany({ orderBy: { slug: 'asc' } })
    expect(probes).toMatchObject([
      { slug: 'api-health', health: 'healthy', version: 'v1', pausedBy: 'Emil' },
      { slug: 'queue', kind: 'tcp', health: 'unknown', version: null, pausedBy: 'Emil' },
    ])
  })
})

describe('a file with problems', () => {
  it('leaves the last good state, and the problems are kept with the source', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    await source.apply()
    const succeededAt = (await source.row()).succeededAt
    await source.write('leitstand.yaml', sampleWith('kind: api', 'kind: apii'))
    await source.apply()
    expect(await findShop()).toMatchObject({ removedAt: null, components: [{ kind: 'api' }, {}] })
    const row = await source.row()
    expect(row.problems).toMatchObject([{ file: 'leitstand.yaml', line: 14, column: 11 }])
    expect(row.succeededAt).toEqual(succeededAt)
  })

  it('does not keep a sound file beside it from being read', async () => {
    const source = await FolderSource.create()
    await source.write('a/leitstand.yaml', 'system: [')
    await source.write('b/leitstand.yaml', SAMPLE)
    await source.apply()
    expect(await findShop()).not.toBeNull()
    expect((await source.row()).problems).toMatchObject([{ file: 'a/leitstand.yaml' }])
  })
})

describe('two descriptions of one system', () => {
  it('in two sources: the first keeps it, the second is told by whom it is described', async () => {
    const first = await FolderSource.create()
    const second = await FolderSource.create()
    await first.write('leitstand.yaml', SAMPLE)
    await second.write('leitstand.yaml', sampleWith('name: Shop', 'name: Impostor'))
    await first.apply()
    await second.apply()
    expect(await findShop()).toMatchObject({ name: 'Shop', sourceId: first.sourceId })
    expect((await second.row()).problems).toMatchObject([
      { code: 'system_claimed', line: 2, column: 9, params: { source: first.folder } },
    ])
  })

  it('moves with its history once the first source is gone', async () => {
    const first = await FolderSource.create()
    await first.write('leitstand.yaml', SAMPLE)
    await first.apply()
    const before = await findShop()
    await getDb().catalogSource.update({
      where: { id: first.sourceId },
      data: { removedAt: new Date() },
    })
    const second = await FolderSource.create()
    await second.write('leitstand.yaml', SAMPLE)
    await second.apply()
    expect(await findShop()).toMatchObject({
      id: before?.id,
      sourceId: second.sourceId,
      removedAt: null,
    })
  })
})

describe('what vanishes', () => {
  it('is marked as removed and comes back with its id', async () => {
    const source = await FolderSource.create()
    await source.write('shop/leitstand.yaml', SAMPLE)
    await source.apply()
    const before = await findShop()
    await rm(path.join(source.folder, 'shop'), { recursive: true })
    await source.apply()
    expect((await findShop())?.removedAt).not.toBeNull()
    expect(await source.row()).toMatchObject({ failure: 'no_catalog_file' })
    await source.write('shop/leitstand.yaml', SAMPLE)
    await source.apply()
    const after = await findShop()
    expect(after).toMatchObject({ id: before?.id, removedAt: null })
    expect(after?.stages[0]?.probes.every(({ removedAt }) => removedAt === null)).toBe(true)
  })

  it('is not concluded from a source that cannot be read', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    await source.apply()
    await rm(source.folder, { recursive: true })
    await source.apply()
    expect(await findShop()).toMatchObject({ removedAt: null })
    expect(await source.row()).toMatchObject({ failure: 'folder_missing' })
  })
})

describe('the repository of a system', () => {
  const moved = { githubId: '77', fullName: 'acme/store', state: 'ok', note: null } as const

  it('follows a rename that GitHub confirms, and stays so while GitHub is silent', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    await source.apply()
    source.facts = moved
    await source.apply()
    const expected = { repositoryOwner: 'acme', repositoryName: 'store', repositoryGithubId: '77' }
    expect(await findShop()).toMatchObject({ ...expected, repositoryState: 'ok' })
    source.facts = null
    await source.write('leitstand.yaml', sampleWith('name: Shop', 'name: Shop 2'))
    await source.apply()
    expect(await findShop()).toMatchObject({ name: 'Shop 2', ...expected })
  })

  it('keeps its name and says why when GitHub refuses it', async () => {
    const source = await FolderSource.create()
    await source.write('leitstand.yaml', SAMPLE)
    source.facts = { githubId: null, fullName: 'acme/shop', state: 'inaccessible', note: 'Gone.' }
    await source.apply()
    expect(await findShop()).toMatchObject({
      repositoryName: 'shop',
      repositoryState: 'inaccessible',
      repositoryNote: 'Gone.',
    })
  })
})
