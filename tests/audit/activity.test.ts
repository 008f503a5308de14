import { beforeAll, describe, expect, it } from 'vitest'
import { exportAuditEntries, listAuditEntries } from '#lib/audit/index.ts'
import { type Context, createContext, operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { mutate } from '#lib/core/mutate.ts'
import type { Grant } from '#lib/core/permissions.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const person = (name: string, ...grants: Grant[]) =>
  createContext({ kind: 'user', id: name, name, grants })
const emil = person('emil', { role: 'engineer', scope: 'all' })
const otto = person('otto', { role: 'engineer', scope: { systems: [], teams: ['circle'] } })
const vera = person('vera', { role: 'viewer', scope: 'all' })
const ada = person('ada', { role: 'admin', scope: 'all' })

interface Place {
  readonly systemId: string
  readonly stageId: string
  readonly systemSlug: string
  readonly teamSlug: string
}

async function createPlace(system: string, team: string): Promise<Place> {
  const stage = await createStage({ system, team })
  return { systemId: stage.systemId, stageId: stage.id, systemSlug: system, teamSlug: team }
}

function placeHold(ctx: Context, place: Place, reason: string) {
  return mutate(ctx, 'hold:place', place, async () => ({
    result: undefined,
    audit: {
      action: 'hold.place',
      entity: { kind: 'hold', id: reason },
      systemId: place.systemId,
      stageId: place.stageId,
      before: null,
      after: { reason, until: null },
    },
  }))
}

beforeAll(async () => {
  const shop = await createPlace('shop', 'web')
  const loop = await createPlace('loop', 'circle')
  await placeHold(emil, shop, '=cmd()|"A1"')
  await placeHold(otto, loop, 'maintenance')
  await placeHold(vera, shop, 'not mine to place').catch(() => {})
  await mutate(operatorContext(), 'token:manage', null, async () => ({
    result: undefined,
    audit: {
      action: 'token.create',
      entity: { kind: 'token', id: 't' },
      before: null,
      after: { role: 'lead' },
    },
  }))
})

const seen = async (ctx: Context, filter = {}) =>
  (await listAuditEntries(ctx, filter)).entries.map(
    ({ action, actor }) => `${actor.name} ${action}`,
  )

describe('listAuditEntries', () => {
  it('shows an admin everything, newest first', async () => {
    expect(await seen(ada)).toEqual([
      'command line token.create',
      'vera hold.place',
      'otto hold.place',
      'emil hold.place',
    ])
  })

  it('shows a viewer what concerns systems and their own attempts, but not the tokens', async () => {
    expect(await seen(vera)).toEqual(['vera hold.place', 'otto hold.place', 'emil hold.place'])
  })

  it('shows an engineer of one team that team alone', async () => {
    expect(await seen(otto)).toEqual(['otto hold.place'])
    expect(await seen(otto, { system: 'shop' })).toEqual([])
  })

  it('refuses somebody without any role', async () => {
    await expect(listAuditEntries(person('nora'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('names system, stage and what changed', async () => {
    const { entries } = await listAuditEntries(ada, { actor: 'otto' })
    expect(entries).toMatchObject([
      {
        system: { slug: 'loop', name: 'loop' },
        stage: { slug: 'production' },
        entity: { kind: 'hold', id: 'maintenance' },
        before: null,
        after: { reason: 'maintenance' },
      },
    ])
  })

  it.each([
    [{ actor: 'EMI' }, 1],
    [{ actor: '%' }, 0],
    [{ action: 'hold.place' }, 3],
    [{ action: 'hold' }, 3],
    [{ action: 'hol' }, 0],
    [{ outcome: 'denied' }, 1],
    [{ system: 'shop' }, 1],
    [{ system: 'shop', stage: 'production' }, 1],
    [{ system: 'shop', stage: 'staging' }, 0],
    [{ system: 'nowhere' }, 0],
    [{ from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z' }, 0],
    [{ from: '2020-01-01T00:00:00+01:00' }, 4],
    [{ action: 'hold', outcome: 'allowed', actor: 'otto' }, 1],
  ])('finds with %j %i entries', async (filter, count) => {
    // Safe because the literals above lose only their literal types.
    const input = filter as Parameters<typeof listAuditEntries>[1]
    expect((await listAuditEntries(ada, input)).entries).toHaveLength(count)
  })

  it('pages without losing or repeating an entry', async () => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAuditEntries(ada, { cursor, limit: 3 })
      all.push(...page.entries.map(({ seq }) => seq))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(all).toHaveLength(await getDb().auditEntry.count())
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('exportAuditEntries', () => {
  it('holds what its reader may see and no cell a spreadsheet would run', async () => {
    const { csv, isTruncated } = await exportAuditEntries(otto, {})
    expect(csv.trimEnd().split('\r\n')).toHaveLength(2)
    expect(isTruncated).toBe(false)
    const all = await exportAuditEntries(ada, { actor: 'emil' })
    expect(all.csv).toContain(`"'=cmd()|""A1"""`)
  })
})
