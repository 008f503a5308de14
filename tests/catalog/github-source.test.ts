import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planSources } from '#lib/catalog/plan-sources.ts'
import { readSource } from '#lib/catalog/read-source.ts'
import { parseSourceSettings } from '#lib/catalog/source-settings.ts'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { type GitHubWorld, startGitHubWorld } from './github-world.ts'
import { sampleWith } from './sample.ts'

useDatabase()

let world: GitHubWorld
let offsetMs = 0

// Reads what the repository says by itself, so that its name can only come from GitHub.
const CATALOG = sampleWith('repository: acme/shop\n', '')

beforeAll(async () => {
  world = await startGitHubWorld()
})

afterAll(() => world.close())

beforeEach(async () => {
  offsetMs = 0
  world.server.faults.clear()
  await getDb().$executeRawUnsafe('TRUNCATE team, catalog_source, system CASCADE')
})

/** One round of the worker: the list of sources, then each of them. */
async function refresh(settings: string): Promise<void> {
  const now = new Date(Date.now() + offsetMs)
  const ctx = createContext(jobContext('test').actor, { now: () => now })
  const readBefore = new Date(now.getTime() + 1)
  await planSources(ctx, world.github, parseSourceSettings(settings), readBefore)
  const sources = await getDb().catalogSource.findMany({ where: { removedAt: null } })
  for (const { id } of sources) {
    await readSource(ctx, world.github, id, AbortSignal.timeout(10_000))
  }
}

const sourceAt = (location: string) =>
  getDb().catalogSource.findUniqueOrThrow({ where: { location } })
const shop = () => getDb().system.findUnique({ where: { slug: 'shop' } })

describe('a repository', () => {
  it('is read at the head of its default branch, and the commit is kept', async () => {
    const sha = world.commit('acme/shop', { 'leitstand.yaml': CATALOG })
    await refresh('github:acme/shop')
    expect(await sourceAt('acme/shop')).toMatchObject({
      commitSha: sha,
      failure: null,
      problems: [],
    })
    expect(await shop()).toMatchObject({
      sourceFile: 'leitstand.yaml',
      repositoryOwner: 'acme',
      repositoryName: 'shop',
      repositoryState: 'ok',
    })
    expect((await shop())?.repositoryGithubId).toMatch(/^\d+$/)
  })

  it('may be read from another branch and folder', async () => {
    world.commit('acme/mono', { 'leitstand.yaml': 'broken: [' })
    world.commit('acme/mono', { 'services/shop/leitstand.yaml': CATALOG }, 'live')
    await refresh('github:acme/mono@live:services/shop')
    expect(await shop()).toMatchObject({ sourceFile: 'services/shop/leitstand.yaml' })
  })

  it('keeps the last good state when a push breaks the file, and says at which commit', async () => {
    world.commit('acme/shop', { 'leitstand.yaml': CATALOG })
    await refresh('github:acme/shop')
    const sha = world.commit('acme/shop', {
      'leitstand.yaml': CATALOG.replace('name: Shop', 'nmae: Shop'),
    })
    await refresh('github:acme/shop')
    expect(await shop()).toMatchObject({ name: 'Shop', removedAt: null })
    const source = await sourceAt('acme/shop')
    expect(source.commitSha).toBe(sha)
    expect(source.problems).toMatchObject([
      { code: 'missing_key' },
      { code: 'unknown_key', nearest: 'name' },
    ])
  })

  it('that nobody can see, or without the branch, says so', async () => {
    world.commit('acme/shop', { 'leitstand.yaml': CATALOG })
    await refresh('github:acme/absent; github:acme/shop@gone; github:elsewhere/app')
    expect((await sourceAt('acme/absent')).failure).toBe('repository_inaccessible')
    expect((await sourceAt('acme/shop@gone')).failure).toBe('branch_missing')
    expect((await sourceAt('elsewhere/app')).failure).toBe('repository_inaccessible')
  })

  it('that does not answer leaves everything as it was', async () => {
    world.commit('acme/shop', { 'leitstand.yaml': CATALOG })
    await refresh('github:acme/shop')
    world.server.faults.add({
      match: { path: '/repos/' },
      effect: { kind: 'status', status: 503 },
    })
    await refresh('github:acme/shop')
    expect((await sourceAt('acme/shop')).failure).toBe('github_unavailable')
    expect(await shop()).toMatchObject({ removedAt: null, repositoryState: 'ok' })
  })
})

describe('an organisation', () => {
  it('brings every repository that describes a system, and none that does not', async () => {
    world.commit('acme/shop', { 'leitstand.yaml': CATALOG })
    world.commit('acme/plain', { 'README.md': 'Nothing to see' })
    await refresh('github-org:acme')
    expect(await shop()).not.toBeNull()
    expect((await sourceAt('acme/plain')).failure).toBe('no_catalog_file')
    expect(await getDb().system.count({ where: { source: { location: 'acme/plain' } } })).toBe(0)
  })

  it('follows a renamed repository: the system keeps its id and gets the new address', async () => {
    world.commit('acme/old-shop', { 'leitstand.yaml': CATALOG })
    world.commit('acme/shop', { 'README.md': 'Not here' })
    await refresh('github-org:acme')
    const before = await shop()
    expect(before?.repositoryName).toBe('old-shop')
    world.server.repositories.rename('acme/old-shop', 'new-shop')
    await refresh('github-org:acme')
    expect(await shop()).toMatchObject({
      id: before?.id,
      removedAt: null,
      repositoryName: 'new-shop',
      repositoryGithubId: before?.repositoryGithubId,
    })
    offsetMs = 120_000
    await refresh('github-org:acme')
    expect((await shop())?.removedAt).toBeNull()
  })
})

describe('a source that is no longer configured', () => {
  it('takes its systems along one round later, and they come back with their id', async () => {
    world.commit('acme/shop', { 'leitstand.yaml': CATALOG })
    await refresh('github:acme/shop')
    const before = await shop()
    await refresh('')
    expect((await shop())?.removedAt).toBeNull()
    offsetMs = 120_000
    await refresh('')
    expect((await shop())?.removedAt).not.toBeNull()
    await refresh('github:acme/shop')
    expect(await shop()).toMatchObject({ id: before?.id, removedAt: null })
  })
})
