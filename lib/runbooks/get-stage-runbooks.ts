import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { hasPermission, requirePermission } from '#lib/core/permissions.ts'
import { matchRunbook, sortRunbooks } from './match-runbooks.ts'
import type { StagePath } from './schemas.ts'
import { readFacts } from './store/read-facts.ts'
import { runInclude, toRunView } from './store/to-run-view.ts'
import { storedSteps, storedSymptom } from './stored.ts'
import type { StageRunbooks } from './types.ts'

const shownRuns = 5

/** Runbooks of a stage, those that help now first, beside what is known of its trouble and who is at it. */
export async function getStageRunbooks(ctx: Context, path: StagePath): Promise<StageRunbooks> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const { stageId, systemId } = subject
  const [rows, runs, { facts, situation }] = await Promise.all([
    listRunbooks(systemId),
    listRuns(stageId),
    readFacts(ctx, subject),
  ])
  const runbooks = rows.map(({ id, title, component, document, ...row }) => {
    const symptom = storedSymptom.parse(row.symptom)
    return {
      ...{ id, title, component, symptom, document: document.title },
      steps: storedSteps.parse(row.steps),
      because: matchRunbook({ component, symptom }, situation),
    }
  })
  return {
    runbooks: sortRunbooks(runbooks),
    facts,
    runs: runs.map(toRunView),
    may: { run: hasPermission(ctx, 'runbook:run', subject) },
  }
}

function listRunbooks(systemId: string) {
  return getDb().runbook.findMany({
    where: {
      removedAt: null,
      document: { removedAt: null, OR: [{ systemId }, { systemId: null }] },
    },
    orderBy: [{ document: { title: 'asc' } }, { position: 'asc' }],
    include: { document: { select: { title: true } } },
  })
}

function listRuns(stageId: string) {
  return getDb().runbookRun.findMany({
    where: { stageId },
    orderBy: [{ finishedAt: { sort: 'desc', nulls: 'first' } }, { startedAt: 'desc' }],
    take: shownRuns,
    include: runInclude,
  })
}
