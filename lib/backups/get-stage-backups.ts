import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { hasPermission, requirePermission } from '#lib/core/permissions.ts'
import { findAskedSource, toBackupFact } from './listing.ts'
import { type PolicyRow, readNewestTests, readPolicies, testSelect } from './read-policies.ts'
import { toBackupPermission } from './request-backup.ts'
import { findBackupObstacle } from './requests/find-backup-obstacle.ts'
import type { StagePath } from './schemas.ts'
import { originSchema } from './stored.ts'
import { toAskedView, toRequestView, toRunView } from './to-policy-detail.ts'
import { type PolicyTests, toPolicySummary } from './to-policy-summary.ts'
import { toRestoreTestView } from './to-restore-test-view.ts'
import type { PolicyDetail, StageBackups } from './types.ts'

const shownRuns = 50
const shownTests = 10

/** The backup policies of a stage with their newest runs and restores. */
export async function getStageBackups(ctx: Context, path: StagePath): Promise<StageBackups> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const rows = await readPolicies({ stageId: subject.stageId })
  const [{ newest, okAt }, readings] = await Promise.all([
    readNewestTests(rows.map(({ id }) => id)),
    getDb().reading.findMany({
      where: { stageId: subject.stageId, fact: { startsWith: 'backups:' } },
    }),
  ])
  const policies = await Promise.all(
    rows.map((row) => {
      const tests = { newest: newest.get(row.id) ?? null, okAt: okAt.get(row.id) ?? null }
      const asked = findAskedSource(originSchema.parse(row.origin))
      const reading = readings.find(
        ({ source, fact }) => source === asked && fact === toBackupFact(row.slug),
      )
      return readDetail(row, { tests, asked, reading: reading ?? null, now: ctx.now() })
    }),
  )
  return {
    policies,
    may: {
      backUpNow: hasPermission(ctx, toBackupPermission(subject.risk), subject),
      recordRestoreTest: hasPermission(ctx, 'restore-test:record', subject),
      readPingUrl: hasPermission(ctx, 'backup:read-url', subject),
      rotatePingUrl: hasPermission(ctx, 'backup:rotate-token', subject),
    },
  }
}

interface DetailFacts {
  readonly tests: PolicyTests
  readonly asked: string | null
  readonly reading: Parameters<typeof toAskedView>[1]
  readonly now: Date
}

async function readDetail(row: PolicyRow, facts: DetailFacts): Promise<PolicyDetail> {
  const db = getDb()
  const where = { policyId: row.id }
  const [runs, tests, request] = await Promise.all([
    db.backupRun.findMany({ where, orderBy: { madeAt: 'desc' }, take: shownRuns }),
    db.restoreTest.findMany({
      where,
      orderBy: { createdAt: 'desc' },
      take: shownTests,
      select: testSelect,
    }),
    db.backupRequest.findFirst({ where, orderBy: { createdAt: 'desc' } }),
  ])
  const backupObstacle = findBackupObstacle(originSchema.parse(row.origin), row.stage)
  return {
    ...toPolicySummary(row, facts.tests, facts.now),
    runs: runs.map(toRunView),
    asked: facts.asked === null ? null : toAskedView(facts.asked, facts.reading),
    restoreTests: tests.map(toRestoreTestView),
    request: request && toRequestView(request),
    canBackUpNow: backupObstacle === null,
    backupObstacle,
  }
}
