import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { Grant } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'

export const policySelect = {
  id: true,
  stageId: true,
  slug: true,
  component: true,
  covers: true,
  origin: true,
  schedule: true,
  everySeconds: true,
  timeZone: true,
  graceSeconds: true,
  rpoSeconds: true,
  rtoSeconds: true,
  retentionSeconds: true,
  region: true,
  restoreTest: true,
  createdAt: true,
  state: true,
  stateSince: true,
  reason: true,
  reasonParams: true,
  warnings: true,
  newestAt: true,
  evaluatedAt: true,
  stage: {
    select: {
      slug: true,
      name: true,
      risk: true,
      position: true,
      sources: true,
      hostingTarget: true,
      system: { select: { slug: true, name: true } },
    },
  },
} as const satisfies Prisma.BackupPolicySelect

export type PolicyRow = Prisma.BackupPolicyGetPayload<{ select: typeof policySelect }>

export const testSelect = {
  id: true,
  policyId: true,
  method: true,
  state: true,
  verdict: true,
  reason: true,
  actor: true,
  destination: true,
  startedAt: true,
  finishedAt: true,
  checks: true,
  measuredRpoSeconds: true,
  measuredRtoSeconds: true,
  note: true,
  evidenceUrl: true,
  backupRun: { select: { externalId: true } },
} as const satisfies Prisma.RestoreTestSelect

export type TestRow = Prisma.RestoreTestGetPayload<{ select: typeof testSelect }>

/** Policies of the catalog below what `where` narrows, in the order of systems and stages. */
export function readPolicies(where: Prisma.BackupPolicyWhereInput): Promise<PolicyRow[]> {
  return getDb().backupPolicy.findMany({
    where: {
      AND: [{ removedAt: null, stage: { removedAt: null, system: { removedAt: null } } }, where],
    },
    orderBy: [
      { stage: { system: { name: 'asc' } } },
      { stage: { position: 'asc' } },
      { slug: 'asc' },
    ],
    select: policySelect,
  })
}

/** Policies of systems the actor may see. */
export function toVisibleWhere({ actor }: Context): Prisma.BackupPolicyWhereInput {
  const grants: readonly Grant[] = 'grants' in actor ? actor.grants : []
  if (!('grants' in actor) || grants.some(({ scope }) => scope === 'all')) return {}
  const scopes = grants.flatMap(({ scope }) => (scope === 'all' ? [] : [scope]))
  const systems = scopes.flatMap((scope) => scope.systems)
  const teams = scopes.flatMap((scope) => scope.teams)
  return {
    stage: { system: { OR: [{ slug: { in: systems } }, { team: { slug: { in: teams } } }] } },
  }
}

/** When a restore of each policy last succeeded, and how the newest one that was tried ended. */
export async function readNewestTests(policyIds: readonly string[]) {
  const db = getDb()
  const newest: Pick<Prisma.RestoreTestFindManyArgs, 'orderBy' | 'distinct'> = {
    orderBy: { finishedAt: 'desc' },
    distinct: ['policyId'],
  }
  const where = { policyId: { in: [...policyIds] }, state: 'done' }
  const [tests, good] = await Promise.all([
    db.restoreTest.findMany({ where, ...newest, select: testSelect }),
    db.restoreTest.findMany({
      where: { ...where, verdict: 'ok' },
      ...newest,
      select: { policyId: true, finishedAt: true },
    }),
  ])
  return {
    newest: new Map(tests.map((test) => [test.policyId, test])),
    okAt: new Map(good.map(({ policyId, finishedAt }) => [policyId, finishedAt])),
  }
}
