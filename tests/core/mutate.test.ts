import { describe, expect, it } from 'vitest'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { mutate, observe } from '#lib/core/mutate.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

const subject = { systemSlug: 'shop', teamSlug: 'web' }
const viewer = createContext({
  kind: 'user',
  id: '0190d0a0-0000-7000-8000-000000000001',
  name: 'Vera',
  grants: [{ role: 'viewer', scope: 'all' }],
})
const stranger = createContext({
  kind: 'user',
  id: '0190d0a0-0000-7000-8000-000000000002',
  name: 'Otto',
  grants: [{ role: 'engineer', scope: { systems: [], teams: ['circle'] } }],
})
const engineer = createContext({
  kind: 'user',
  id: '0190d0a0-0000-7000-8000-000000000003',
  name: 'Emil',
  grants: [{ role: 'engineer', scope: { systems: ['shop'], teams: [] } }],
})

const createTeam = (ctx: typeof viewer, slug: string) =>
  mutate(ctx, 'hold:place', subject, async (tx) => {
    const team = await tx.team.create({ data: { slug, name: slug } })
    return {
      result: team,
      audit: {
        action: 'team.create',
        entity: { kind: 'team', id: team.id },
        before: null,
        after: { slug },
      },
      changes: [{ topic: 'board', key: '*', systemId: null }],
    }
  })

describe('mutate', () => {
  useDatabase()

  it('writes the change, its audit entry and its event together', async () => {
    const team = await createTeam(engineer, 'one')
    const entry = await getDb().auditEntry.findFirstOrThrow({ where: { entityId: team.id } })
    expect(entry).toMatchObject({ actorName: 'Emil', permission: 'hold:place', outcome: 'allowed' })
    expect(await getDb().event.count({ where: { topic: 'board' } })).toBe(1)
  })

  it('leaves nothing behind when the change fails half-way', async () => {
    const before = await getDb().auditEntry.count()
    await expect(
      mutate(engineer, 'hold:place', subject, async (tx) => {
        await tx.team.create({ data: { slug: 'half', name: 'half' } })
        throw new Error('lost')
      }),
    ).rejects.toThrow('lost')
    expect(await getDb().team.count({ where: { slug: 'half' } })).toBe(0)
    expect(await getDb().auditEntry.count()).toBe(before)
  })

  it('refuses a viewer with 403 and audits the attempt', async () => {
    await expect(createTeam(viewer, 'two')).rejects.toMatchObject({ code: 'forbidden' })
    const denied = await getDb().auditEntry.findFirstOrThrow({ where: { actorName: 'Vera' } })
    expect(denied).toMatchObject({ outcome: 'denied', permission: 'hold:place' })
    expect(await getDb().team.count({ where: { slug: 'two' } })).toBe(0)
  })

  it('answers as if the system did not exist to an engineer of another team', async () => {
    await expect(createTeam(stranger, 'three')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('refuses to let a person record measured facts', async () => {
    await expect(observe(engineer, async () => ({ result: null }))).rejects.toThrow()
    await expect(observe(jobContext('test'), async () => ({ result: 1 }))).resolves.toBe(1)
  })

  it('keeps the audit trail append-only in the database itself', async () => {
    const db = getDb()
    await expect(db.auditEntry.deleteMany()).rejects.toThrow(/append-only/)
    await expect(db.auditEntry.updateMany({ data: { actorName: 'x' } })).rejects.toThrow(
      /append-only/,
    )
  })

  it('keeps an unbroken chain when changes happen at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => createTeam(engineer, `many-${index}`)),
    )
    const entries = await getDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })
    for (const [index, entry] of entries.entries()) {
      if (index > 0) expect(entry.prevHash).toBe(entries[index - 1]?.hash)
    }
  })
})
