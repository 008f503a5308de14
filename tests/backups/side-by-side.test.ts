import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { backupFactReader, recordRestoreTest } from '#lib/backups/index.ts'
import { recordBackupPing } from '#lib/backups/record-ping.ts'
import { sendRequest } from '#lib/backups/requests/send-request.ts'
import { RecordRestoreTestInput } from '#lib/backups/schemas.ts'
import { sweepBackups } from '#lib/backups/sweep.ts'
import { applySource } from '#lib/catalog/apply-source.ts'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { withTransaction } from '#lib/core/run-sql.ts'
import { hashPingToken } from '#lib/health/index.ts'
import type { BackupSource } from '#lib/hosting/backup-port.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

const database = useDatabase()

const slugs = ['a', 'b', 'c', 'd'] as const
const rounds = 25

/** One stage of four policies: `a` and `c` report themselves, `b` and `d` are listed by a source. */
const toCatalogText = (graceHours: number, order: readonly string[]) => `apiVersion: leitstand/v1
system: shop
name: Shop
team: store
components:
  - { slug: database, kind: database }
stages:
  - slug: production
    risk: production
    sources:
      - { slug: db, kind: aws-rds, region: eu-central-1, instance: shop }
    backups:
${order.map((slug) => toPolicyText(slug, graceHours)).join('\n')}
`

const toPolicyText = (slug: string, graceHours: number) =>
  `      - { slug: ${slug}, component: database, covers: database, every: 1d, rpo: 2d, grace: ${graceHours}h, from: ${
    slug === 'a' || slug === 'c' ? '{ kind: heartbeat }' : '{ kind: source, source: db }'
  } }`

let sourceId: string
async function applyCatalog(graceHours: number, order: readonly string[] = slugs): Promise<void> {
  await applySource(jobContext('test'), {
    sourceId,
    read: {
      commitSha: null,
      failure: null,
      files: [{ file: 'leitstand.yaml', repository: null, text: toCatalogText(graceHours, order) }],
    },
    findFacts: async () => null,
  })
}

let stageId: string
const policyIds = new Map<string, string>()
beforeAll(async () => {
  sourceId = (await getDb().catalogSource.create({ data: { kind: 'folder', location: 'x' } })).id
  await applyCatalog(1)
  const { problems } = await getDb().catalogSource.findUniqueOrThrow({ where: { id: sourceId } })
  expect(problems).toEqual([])
  const policies = await getDb().backupPolicy.findMany()
  expect(policies).toHaveLength(slugs.length)
  for (const { id, slug } of policies) {
    policyIds.set(slug, id)
    await getDb().backupPolicy.update({
      where: { id },
      data: { tokenHash: hashPingToken(`token-${slug}`) },
    })
  }
  stageId = policies[0]?.stageId ?? ''
  for (const slug of ['b', 'd']) {
    await getDb().reading.create({ data: { ...toKey(slug), ttlSeconds: 600, nextAt: new Date() } })
  }
})

const toKey = (slug: string) => ({ stageId, source: 'db', fact: `backups:${slug}` })

const toListing = () => ({
  since: new Date(0).toISOString(),
  backups: [1, 2].map((index) => ({
    externalId: `snapshot-${index}`,
    state: 'complete',
    madeAt: new Date(Date.now() - index * 3_600_000).toISOString(),
    finishedAt: null,
    sizeBytes: 5,
    place: 'rds',
    region: null,
    isCopy: false,
    detail: null,
  })),
  restorable: null,
  truncated: false,
})

/** An answer of the source about some policies, stored and projected in one transaction as the reader does. */
function storeAnswers(pool: pg.Pool, asked: readonly string[]): Promise<void> {
  return withTransaction(pool, async (run) => {
    for (const slug of asked) {
      await run(
        'UPDATE reading SET value = $2::jsonb, observed_at = clock_timestamp() WHERE stage_id = $1 AND fact = $3',
        [stageId, JSON.stringify(toListing()), `backups:${slug}`],
      )
    }
    await backupFactReader.project?.(run, asked.map(toKey))
  })
}

const ping = (slug: string) =>
  recordBackupPing({
    token: `token-${slug}`,
    signal: { kind: 'end', exitCode: 0 },
    body: null,
    query: new URLSearchParams(),
  })

const engineer = createContext({
  kind: 'user',
  id: 'u1',
  name: 'emil',
  grants: [{ role: 'engineer', scope: 'all' }],
})

const record = (policy: string) =>
  recordRestoreTest(
    engineer,
    { system: 'shop', stage: 'production', policy },
    RecordRestoreTestInput.parse({
      destination: 'a laptop',
      startedAt: '2026-11-01T10:00:00Z',
      finishedAt: '2026-11-01T10:40:00Z',
      verdict: 'ok',
    }),
  )

/** Has a backup made on demand by a source that takes the wish. */
async function makeBackup(slug: string): Promise<void> {
  const policyId = policyIds.get(slug) ?? ''
  await getDb().backupRequest.updateMany({ where: { policyId }, data: { state: 'failed' } })
  const { id } = await getDb().backupRequest.create({
    data: { policyId, requestedByKind: 'user', requestedByName: 'emil' },
  })
  const source: BackupSource = {
    listBackups: async () => ({ backups: [], restorable: null, truncated: false }),
    backUpNow: async () => ({ externalId: 'snapshot-1' }),
  }
  const query = { since: new Date(0), path: null, pattern: null }
  const open = async () => ({ source, query })
  await sendRequest(jobContext('test'), id, new AbortController().signal, open)
}

describe('everybody who writes about the policies of a stage', () => {
  it('may do so at the same time, many times, and nobody is refused', async () => {
    const pool = new pg.Pool({ connectionString: database.url(), max: 4 })
    const failures: unknown[] = []
    for (let round = 0; round < rounds && failures.length === 0; round += 1) {
      const done = await Promise.allSettled([
        sweepBackups(new AbortController().signal),
        ping('c'),
        ping('a'),
        storeAnswers(pool, ['d']),
        storeAnswers(pool, ['b']),
        makeBackup('d'),
        record('d'),
        record('b'),
        applyCatalog((round % 2) + 2, slugs.toReversed()),
        ping('c'),
      ])
      failures.push(
        ...done.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : [])),
      )
    }
    await pool.end()
    expect(failures).toEqual([])
  })
})

describe('a reader with a single connection', () => {
  it('stores what a source listed without waiting for a second one', async () => {
    const { options } = getPool()
    const { max } = options
    // The pool of the product, as narrow as it would be with every other connection in use.
    const held = await Promise.all(Array.from({ length: max - 1 }, () => getPool().connect()))
    try {
      await storeAnswers(getPool(), ['b', 'd'])
    } finally {
      for (const client of held) client.release()
    }
    expect(
      await getDb().backupRun.count({ where: { policy: { slug: { in: ['b', 'd'] } } } }),
    ).toBeGreaterThanOrEqual(4)
  })
})
