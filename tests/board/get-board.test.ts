import { describe, expect, it } from 'vitest'
import { getBoard, pinSystem, unpinSystem } from '#lib/board/index.ts'
import { boardSchema } from '#lib/board/schemas.ts'
import type { BoardStage } from '#lib/board/types.ts'
import { type Actor, type Context, createContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import type { Grant } from '#lib/core/permissions.ts'
import { createStage, type StageOptions } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const everywhere: Grant = { role: 'viewer', scope: 'all' }

async function createReader(...grants: readonly Grant[]) {
  const { id } = await getDb().user.create({ data: { name: 'Vera' } })
  return createContext({ kind: 'user', id, name: 'Vera', grants })
}

const createTokenContext = (grants: readonly Grant[]) =>
  createContext({ kind: 'token', id: newId(), name: 'ci', grants } satisfies Actor)

async function createStageWithState(options: StageOptions, state: object) {
  const stage = await createStage(options)
  await getDb().stageState.update({ where: { stageId: stage.id }, data: state })
  return stage
}

async function findStage(system: string): Promise<BoardStage | undefined> {
  const board = await getBoard(await createReader(everywhere))
  return board.systems.find(({ slug }) => slug === system)?.stages[0]
}

async function listPinned(reader: Context): Promise<readonly string[]> {
  const { systems } = await getBoard(reader)
  return systems.filter(({ pinned }) => pinned).map(({ slug }) => slug)
}

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000)

describe('the board', () => {
  it('answers in the shape that the API description promises', async () => {
    await createStageWithState(
      { system: 'shop', team: 'web' },
      {
        health: 'healthy',
        healthSince: secondsAgo(60),
        healthObservedAt: secondsAgo(5),
        uptimeHours: [1000, -1, 970],
        runningVersion: 'v1.8.2',
        runningCommitSha: 'a'.repeat(40),
        agreement: 'agreed',
      },
    )
    const board = await getBoard(await createReader(everywhere))
    expect(() => boardSchema.parse(board)).not.toThrow()
    expect(board.systems.find(({ slug }) => slug === 'shop')).toMatchObject({
      team: 'web',
      pinned: false,
      mayDeploy: false,
      stages: [
        {
          slug: 'production',
          deployable: true,
          health: { status: 'healthy', last: 'healthy' },
          running: { version: 'v1.8.2', agreement: 'agreed' },
          uptimeHours: [1000, -1, 970],
          backup: null,
        },
      ],
    })
  })

  it('shows unknown with the last word once a measurement is older than its time to live', async () => {
    await createStageWithState(
      { system: 'stale' },
      { health: 'healthy', healthObservedAt: secondsAgo(121), healthTtlSeconds: 120 },
    )
    expect(await findStage('stale')).toMatchObject({
      health: { status: 'unknown', last: 'healthy' },
    })
  })

  it('never shows a stage as healthy that nobody measured', async () => {
    await createStageWithState({ system: 'unmeasured' }, { health: 'healthy' })
    expect((await findStage('unmeasured'))?.health.status).toBe('unknown')
  })

  it('takes a health word it does not know for unknown', async () => {
    await createStageWithState(
      { system: 'strange' },
      { health: 'splendid', healthObservedAt: secondsAgo(1) },
    )
    expect((await findStage('strange'))?.health.status).toBe('unknown')
  })

  it('keeps a paused stage paused however long nobody measures it', async () => {
    await createStageWithState(
      { system: 'resting' },
      { health: 'paused', healthObservedAt: secondsAgo(86_400) },
    )
    expect((await findStage('resting'))?.health.status).toBe('paused')
  })

  it('drops a hold that has run out', async () => {
    const hold = (until: Date) => ({
      hold: {
        id: newId(),
        kind: 'manual',
        reason: 'Migration',
        createdBy: 'Emil',
        createdAt: secondsAgo(60).toISOString(),
        until: until.toISOString(),
      },
    })
    await createStageWithState({ system: 'was-held' }, hold(secondsAgo(1)))
    await createStageWithState({ system: 'is-held' }, hold(new Date(Date.now() + 60_000)))
    expect((await findStage('was-held'))?.hold).toBeNull()
    expect((await findStage('is-held'))?.hold).toMatchObject({ createdBy: 'Emil' })
  })

  it('leaves out removed systems and stages, and keeps systems without stages', async () => {
    const gone = await createStage({ system: 'gone-system' })
    const bare = await createStage({ system: 'bare-system' })
    const removedAt = new Date()
    await getDb().system.update({ where: { id: gone.systemId }, data: { removedAt } })
    await getDb().stage.update({ where: { id: bare.id }, data: { removedAt } })
    const { systems } = await getBoard(await createReader(everywhere))
    expect(systems.map(({ slug }) => slug)).not.toContain('gone-system')
    expect(systems.find(({ slug }) => slug === 'bare-system')).toMatchObject({ stages: [] })
  })

  it('shows the stages of a system in the order of its catalog file', async () => {
    for (const stage of ['dev', 'staging', 'production']) {
      await createStage({ system: 'three-stages', team: 'web', stage })
    }
    const { systems } = await getBoard(await createReader(everywhere))
    const stages = systems.find(({ slug }) => slug === 'three-stages')?.stages
    expect(stages?.map(({ slug }) => slug)).toEqual(['dev', 'staging', 'production'])
  })

  it('shows only the systems that a grant names, by system or by team', async () => {
    await createStage({ system: 'by-name', team: 'some-team' })
    await createStage({ system: 'by-team', team: 'circle' })
    await createStage({ system: 'of-others', team: 'other-team' })
    const narrowed = await createReader({
      role: 'engineer',
      scope: { systems: ['by-name'], teams: ['circle'] },
    })
    const { systems, total } = await getBoard(narrowed)
    expect(systems.map(({ slug }) => slug)).toEqual(['by-name', 'by-team'])
    expect(total).toBe(2)
    expect(systems.every(({ mayDeploy }) => mayDeploy)).toBe(true)
    expect((await getBoard(await createReader())).systems).toEqual([])
  })
})

describe('pins', () => {
  it('belong to one reader and are audited once', async () => {
    const { system } = await createStage({ system: 'pinned' })
    const vera = await createReader(everywhere)
    const other = await createReader(everywhere)
    await pinSystem(vera, { system: 'pinned' })
    await pinSystem(vera, { system: 'pinned' })
    expect(await listPinned(vera)).toEqual(['pinned'])
    expect(await listPinned(other)).toEqual([])
    const audited = { entityId: system.id, action: 'system.pin' }
    expect(await getDb().auditEntry.count({ where: audited })).toBe(1)
  })

  it('can be taken off again', async () => {
    await createStage({ system: 'unpinned' })
    const vera = await createReader(everywhere)
    await pinSystem(vera, { system: 'unpinned' })
    await unpinSystem(vera, { system: 'unpinned' })
    expect(await listPinned(vera)).toEqual([])
  })

  it('do not reveal a system that the reader may not see', async () => {
    await createStage({ system: 'hidden', team: 'other-team' })
    const stranger = await createReader({
      role: 'admin',
      scope: { systems: [], teams: ['circle'] },
    })
    await expect(pinSystem(stranger, { system: 'hidden' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('are refused to a token, which has no board of its own', async () => {
    await createStage({ system: 'for-people' })
    await expect(
      pinSystem(createTokenContext([everywhere]), { system: 'for-people' }),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'person_needed' })
  })
})
