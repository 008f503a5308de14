import { expect } from 'vitest'
import { verifyAuditChain } from '#lib/audit/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { isActive } from '#lib/deployments/state.ts'
import type { DeploymentState } from '#lib/deployments/vocabulary.ts'
import { getPortalHealth } from '#lib/operations/index.ts'
import { type ObservedMove, readHistory } from './support/history.ts'
import type { World } from './support/world.ts'

/** What holds after every case, whatever went wrong in it. The stand-in's ledger is asked, not our own books. */
export async function assertInvariants(world: World): Promise<void> {
  await assertOneTriggerPerIntent(world)
  const history = await readHistory()
  assertOneActivePerStage(history)
  assertEndsAreFinal(history)
  await assertSuccessWasProvided(world)
  await assertAuditIsIntact()
  await assertShownAsStored()
  await assertNoSecretIsSeen(world)
  await assertAlive(world)
}

/** I1 and I3: at most one trigger per intent, and the intent and its audit entry are older. */
async function assertOneTriggerPerIntent({ standIn }: World): Promise<void> {
  const dispatches = standIn.server.ledger.list(({ correlationId }) => correlationId !== null)
  const doubled = Object.entries(standIn.countTriggers()).filter(([, count]) => count > 1)
  expect(doubled, 'intents triggered more than once').toEqual([])
  const intents = await getDb().deployment.findMany({
    select: { id: true, correlationId: true, createdAt: true },
  })
  const audited = await getDb().auditEntry.findMany({
    where: { entityKind: 'deployment', outcome: 'allowed' },
    orderBy: { seq: 'desc' },
    select: { entityId: true, at: true },
  })
  const firstEntry = new Map(audited.map(({ entityId, at }) => [entityId, at]))
  for (const { correlationId, at } of dispatches) {
    const intent = intents.find((item) => item.correlationId === correlationId)
    const noted = intent && firstEntry.get(intent.id)
    expect(intent?.createdAt.getTime(), 'a trigger without an older intent').toBeLessThanOrEqual(
      Date.parse(at),
    )
    expect(noted?.getTime(), 'a trigger without an older audit entry').toBeLessThanOrEqual(
      Date.parse(at),
    )
  }
}

/** I2, over everything that was ever written. */
function assertOneActivePerStage(history: readonly ObservedMove[]): void {
  const holders = new Map<string, string>()
  for (const { stageId, deploymentId, state } of history) {
    const holder = holders.get(stageId)
    if (!isActive(toState(state))) {
      if (holder === deploymentId) holders.delete(stageId)
      continue
    }
    expect(holder ?? deploymentId, 'two active deployments of one stage').toBe(deploymentId)
    holders.set(stageId, deploymentId)
  }
}

/** I5: out of an end leads only a higher attempt of the run. */
function assertEndsAreFinal(history: readonly ObservedMove[]): void {
  const newest = new Map<string, ObservedMove>()
  for (const move of history) {
    const before = newest.get(move.deploymentId)
    newest.set(move.deploymentId, move)
    if (!before || isActive(toState(before.state)) || before.state === move.state) continue
    const said = `${before.state} became ${move.state}`
    expect(move.runAttempt, said).toBeGreaterThan(before.runAttempt)
  }
}

/** I4: the provider said success, for this attempt and this commit. */
async function assertSuccessWasProvided({ standIn }: World): Promise<void> {
  const succeeded = await getDb().deployment.findMany({ where: { state: 'succeeded' } })
  for (const { runId, runAttempt, commitSha, correlationId, kind } of succeeded) {
    const run = await standIn.findRun(runId ?? '')
    expect(run).toMatchObject({ status: 'completed' })
    if (run?.run_attempt === runAttempt) expect(run?.conclusion).toBe('success')
    if (kind === 'external') continue
    const [sent] = standIn.server.ledger.list((entry) => entry.correlationId === correlationId)
    expect(sent?.body).toMatchObject({ inputs: { commit: commitSha } })
  }
}

/** I6. */
async function assertAuditIsIntact(): Promise<void> {
  expect(await verifyAuditChain(operatorContext())).toMatchObject({ isIntact: true })
}

/** I8: what the board shows is what is stored; doubt names its reason and since when. */
async function assertShownAsStored(): Promise<void> {
  const { rows } = await getPool().query<{ stage: string; stored: unknown; shown: unknown }>(`
    SELECT g.slug AS stage, d.state AS stored, s.last_deployment->>'state' AS shown
    FROM stage g JOIN stage_state s ON s.stage_id = g.id
    JOIN LATERAL (SELECT state FROM deployment WHERE stage_id = g.id
                  ORDER BY created_at DESC, number DESC LIMIT 1) d ON true
    WHERE d.state IS DISTINCT FROM s.last_deployment->>'state'`)
  expect(rows, 'stages shown in another state than stored').toEqual([])
  const unexplained = await getDb().deployment.count({
    where: { state: 'unknown', stateReason: null },
  })
  expect(unexplained, 'unknown without a reason').toBe(0)
}

/** I7: in no column, no log line, no answer. */
async function assertNoSecretIsSeen(world: World): Promise<void> {
  const places = [
    ...(await listStoredText()),
    ...world.listLogs().map((text) => ({ where: 'log', text })),
    ...world.portal.answers.map(({ path, text }) => ({ where: path, text })),
  ]
  const leaks = places.flatMap(({ where, text }) =>
    world.canaries.filter((canary) => text.includes(canary)).map((canary) => `${where}: ${canary}`),
  )
  expect(leaks, 'secrets seen').toEqual([])
}

async function listStoredText() {
  const { rows: tables } = await getPool().query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )
  const contents = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await getPool().query<{ text: string | null }>(
        `SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`,
      )
      return { where: name, text: rows[0]?.text ?? '' }
    }),
  )
  return contents
}

/** I9. */
async function assertAlive(world: World): Promise<void> {
  const dead = world.listExpectedAlive().filter((worker) => !worker.isAlive())
  expect(dead.map((worker) => worker.log().slice(-2_000))).toEqual([])
  const askedAt = performance.now()
  expect((await getPortalHealth()).database).toBe('up')
  expect(performance.now() - askedAt).toBeLessThan(1_000)
}

// Safe because the column is written from these words only.
const toState = (state: string) => state as DeploymentState
