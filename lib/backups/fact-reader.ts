import 'server-only'
import { getPool } from '#lib/core/db.ts'
import type { RunSql } from '#lib/core/run-sql.ts'
import { listenerRole, listOutages } from '#lib/health/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { FactReader, ReadingKey } from '#lib/hosting/readings/fact-reader.ts'
import { listingSchema, toBackupQuery, toKeptListing } from './listing.ts'
import { readDatabaseTime } from './read-database-time.ts'
import { settleRequests } from './requests/settle-requests.ts'
import { applyListing } from './store/apply-listing.ts'
import { evaluateStages } from './store/evaluate-stages.ts'
import { lockPolicies } from './store/lock-policies.ts'
import { originSchema } from './stored.ts'

/** Asks sources for the backups of each policy, and judges the policies when they answered or failed to. */
export const backupFactReader: FactReader = {
  fact: 'backups',
  intervalSeconds: 600,
  ttlSeconds: 3_600,
  calls: 4,
  isShared: false,
  plan: (run, stages) => run<ReadingKey>(planSql, [stages.map(({ stageId }) => stageId)]),
  read: async (adapter, key, signal) => {
    if (!adapter.backups) {
      throw new HostingError('unsupported', `The portal cannot list backups of "${adapter.kind}".`)
    }
    const query = await getQuery(key)
    return toKeptListing(await adapter.backups.listBackups(query, signal), query)
  },
  project: projectReadings,
}

async function getQuery({ stageId, fact }: ReadingKey) {
  const { rows } = await getPool().query<QueryRow>(querySql, [stageId, toSlug(fact)])
  const [row] = rows
  if (!row) throw new HostingError('not_configured', 'The catalog no longer has this policy.')
  return toBackupQuery({ ...row, origin: originSchema.parse(row.origin) }, row.now)
}

interface QueryRow {
  readonly origin: unknown
  readonly everySeconds: number | null
  readonly retentionSeconds: number | null
  readonly now: Date
}

async function projectReadings(run: RunSql, readings: readonly ReadingKey[]): Promise<void> {
  const stageIds = readings.map(({ stageId }) => stageId)
  const slugs = readings.map(({ fact }) => toSlug(fact))
  await lockPolicies(run, stageIds)
  const rows = await run<ReadRow>(readSql, [stageIds, slugs])
  for (const { policyId, value, observedAt } of rows) {
    const listing = listingSchema.safeParse(value)
    if (listing.success) await applyListing(run, policyId, listing.data, observedAt)
  }
  const now = await readDatabaseTime(run)
  await settleRequests(
    run,
    rows.map(({ policyId }) => policyId),
    now,
  )
  const outages = await listOutages(run, listenerRole)
  await evaluateStages(run, stageIds, { now, outages, hasNews: rows.length > 0 })
}

interface ReadRow {
  readonly policyId: string
  readonly value: unknown
  readonly observedAt: Date
}

const toSlug = (fact: string): string => fact.slice(fact.indexOf(':') + 1)

const asked = `CASE p.origin->>'kind' WHEN 'source' THEN p.origin->>'source' ELSE 'platform' END`

const planSql = `
SELECT p.stage_id AS "stageId", ${asked} AS source, 'backups:' || p.slug AS fact
FROM backup_policy p
WHERE p.stage_id = ANY($1::uuid[]) AND p.removed_at IS NULL AND p.origin->>'kind' <> 'heartbeat'`

const querySql = `
SELECT origin, every_seconds AS "everySeconds", retention_seconds AS "retentionSeconds", now() AS now
FROM backup_policy WHERE stage_id = $1 AND slug = $2 AND removed_at IS NULL`

// Only answers that were not taken over yet; of a failure the older answer was.
const readSql = `
SELECT p.id AS "policyId", e.value, e.observed_at AS "observedAt"
FROM backup_policy p
JOIN reading e ON e.stage_id = p.stage_id AND e.fact = 'backups:' || p.slug AND e.source = ${asked}
JOIN unnest($1::uuid[], $2::text[]) AS k(stage_id, slug) ON k.stage_id = p.stage_id AND k.slug = p.slug
WHERE p.removed_at IS NULL AND e.observed_at IS NOT NULL
  AND (p.listed_at IS NULL OR p.listed_at < e.observed_at)`
