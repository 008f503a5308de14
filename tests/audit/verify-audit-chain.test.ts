import { beforeEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '#lib/audit/index.ts'
import { appendAudit } from '#lib/core/audit-chain.ts'
import { createContext, operatorContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const record = (note: string) => ({
  actorKind: 'user',
  actorId: 'u',
  actorName: 'emil',
  permission: 'hold:place',
  action: 'hold.place',
  outcome: 'allowed' as const,
  entityKind: 'hold',
  entityId: note,
  systemId: null,
  stageId: null,
  requestId: 'r',
  before: null,
  after: { note, big: '9007199254740993', zeta: 1, alpha: 'ü\u0000' },
})

/** Somebody with the rights of a database administrator, who first lifts the protection of the table. */
async function tamper(sql: string) {
  const client = await getPool().connect()
  try {
    await client.query('ALTER TABLE audit_entry DISABLE TRIGGER USER')
    await client.query(sql)
  } finally {
    await client.query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
    client.release()
  }
}

const verify = (anchor?: Parameters<typeof verifyAuditChain>[1]) =>
  verifyAuditChain(operatorContext(), anchor)

beforeEach(async () => {
  await tamper('TRUNCATE audit_entry RESTART IDENTITY')
  for (const note of ['one', 'two', 'three', 'four', 'five']) {
    await getDb().$transaction((tx) => appendAudit(tx, record(note)))
  }
})

describe('verifyAuditChain', () => {
  it('finds nothing wrong with an untouched trail and gives its newest entry as anchor', async () => {
    const verdict = await verify()
    expect(verdict).toMatchObject({ isIntact: true, entries: 5, head: { seq: 5n } })
    expect(verdict.isIntact && (await verify(verdict.head)).isIntact).toBe(true)
  })

  it('finds nothing wrong with entries written at the same moment', async () => {
    const notes = Array.from({ length: 20 }, (_, index) => `parallel ${index}`)
    await Promise.all(
      notes.map((note) => getDb().$transaction((tx) => appendAudit(tx, record(note)))),
    )
    expect(await verify()).toMatchObject({ isIntact: true, entries: 25 })
  })

  it.each([
    [
      "UPDATE audit_entry SET content = replace(content, 'three', 'tree') WHERE seq = 3",
      3n,
      'content',
    ],
    ["UPDATE audit_entry SET actor_name = 'lena' WHERE seq = 2", 2n, 'content'],
    ["UPDATE audit_entry SET outcome = 'denied' WHERE seq = 5", 5n, 'content'],
    ["UPDATE audit_entry SET at = at - interval '1 day' WHERE seq = 1", 1n, 'content'],
    ['DELETE FROM audit_entry WHERE seq = 3', 4n, 'link'],
    ['DELETE FROM audit_entry WHERE seq = 1', 2n, 'link'],
    [
      'UPDATE audit_entry SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3); UPDATE audit_entry SET seq = -seq WHERE seq < 0',
      2n,
      'link',
    ],
  ])('names the first bad entry after %s', async (sql, seq, reason) => {
    await tamper(sql)
    expect(await verify()).toEqual({ isIntact: false, seq, reason })
  })

  it('finds with an anchor that the end was cut off', async () => {
    const before = await verify()
    await tamper('DELETE FROM audit_entry WHERE seq > 3')
    expect(await verify()).toMatchObject({ isIntact: true })
    expect(await verify(before.isIntact ? before.head : null)).toEqual({
      isIntact: false,
      seq: 5n,
      reason: 'anchor',
    })
  })

  it('finds with an anchor that the trail was written anew', async () => {
    const before = await verify()
    await tamper('TRUNCATE audit_entry RESTART IDENTITY')
    for (const note of ['one', 'two', 'three', 'four', 'other']) {
      await getDb().$transaction((tx) => appendAudit(tx, record(note)))
    }
    expect(await verify(before.isIntact ? before.head : null)).toMatchObject({
      isIntact: false,
      reason: 'anchor',
    })
  })

  it('is for admins alone', async () => {
    const lead = createContext({
      kind: 'user',
      id: 'l',
      name: 'lena',
      grants: [{ role: 'lead', scope: 'all' }],
    })
    await expect(verifyAuditChain(lead)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('reads a trail longer than one batch', async () => {
    await getDb().$transaction(
      async (tx) => {
        for (let index = 0; index < 1_000; index += 1) await appendAudit(tx, record(String(index)))
      },
      { timeout: 20_000 },
    )
    expect(await verify()).toMatchObject({ isIntact: true, entries: 1_005 })
  })
})

describe('the audit table', () => {
  it.each([
    "UPDATE audit_entry SET actor_name = 'x'",
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
  ])('refuses %s', async (sql) => {
    await expect(getPool().query(sql)).rejects.toThrow(/append-only/)
  })
})
