import { expect } from 'vitest'
import { verifyAuditChain } from '#lib/audit/index.ts'
import { jobContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { isActive } from '#lib/deployments/state.ts'
import type { DeploymentState } from '#lib/deployments/vocabulary.ts'
import { getGitHub, readRun } from '#lib/github/index.ts'
import { getPortalHealth } from '#lib/operations/index.ts'
import type { Lab } from './lab.ts'
import { readStateLog } from './state-log.ts'

/**
 * What must hold after every fault, judged by what GitHub's stand-in received and by what the database noted on its own.
 * Needs `installStateLog` before the first deployment of the file.
 */
export async function assertInvariants(lab: Lab): Promise<void> {
  const deployments = await getDb().deployment.findMany({
    include: { stage: { include: { system: true } } },
  })
  await assertOneTriggerPerIntent(lab, deployments)
  assertOneActivePerStage(deployments)
  await assertSuccessIsTrue(deployments)
  await assertEndsAreFinal()
  assertUnknownIsShown(deployments)
  await assertNoSecrets(lab)
  await assertAlive()
}

type Rows = Awaited<ReturnType<typeof readAll>>
const readAll = () =>
  getDb().deployment.findMany({ include: { stage: { include: { system: true } } } })

/** I1 and I3: at most one run per intent, and the intent with its audit entry was there before it. */
async function assertOneTriggerPerIntent(lab: Lab, deployments: Rows): Promise<void> {
  const counts = lab.github.ledger.countDispatches()
  for (const [correlationId, count] of Object.entries(counts)) {
    expect(count, `runs started for ${correlationId}`).toBeLessThanOrEqual(1)
  }
  const received = lab.github.ledger.list((entry) => entry.correlationId !== null)
  for (const { correlationId, at } of received) {
    const intent = deployments.find((row) => row.correlationId === correlationId)
    // Runs that a test starts on GitHub itself carry an id of their own.
    if (!intent) continue
    const entry = await getDb().auditEntry.findFirstOrThrow({
      where: {
        entityId: intent.id,
        action: { in: ['deployment.trigger', 'deployment.roll-back'] },
        outcome: 'allowed',
      },
    })
    expect(entry.at.getTime()).toBeLessThanOrEqual(Date.parse(at))
    expect(intent.createdAt.getTime()).toBeLessThanOrEqual(Date.parse(at))
  }
}

/** I2. */
function assertOneActivePerStage(deployments: Rows): void {
  const active = deployments.filter(
    ({ state, kind }) => kind !== 'external' && isActive(state as DeploymentState),
  )
  const stages = active.map(({ stageId }) => stageId)
  expect(stages).toEqual([...new Set(stages)])
}

/** I4: success only where GitHub says so of that very attempt. */
async function assertSuccessIsTrue(deployments: Rows): Promise<void> {
  for (const row of deployments.filter(({ state }) => state === 'succeeded')) {
    const { repositoryOwner, repositoryName } = row.stage.system
    const runId = row.runId ?? ''
    const run = await readRun(getGitHub(), `${repositoryOwner}/${repositoryName}`, { runId })
    if (!run.ok && run.failure.kind !== 'not_found') continue
    expect(run).toMatchObject({ ok: true, value: { conclusion: 'success' } })
    if (run.ok) expect(run.value.title).toContain(row.commitSha)
  }
}

/** I5: nothing leaves an end but by a new attempt; I6: the audit chain is whole. */
async function assertEndsAreFinal(): Promise<void> {
  for (const change of await readStateLog()) {
    if (isActive(change.from as DeploymentState)) continue
    expect(change.attemptAfter, JSON.stringify(change)).toBeGreaterThan(change.attemptBefore)
  }
  expect(await verifyAuditChain(jobContext('invariants'))).toMatchObject({ isIntact: true })
}

/** I8: whatever is uncertain says so, since when and why. */
function assertUnknownIsShown(deployments: Rows): void {
  for (const row of deployments.filter(({ state }) => state === 'unknown')) {
    expect(row.stateReason).not.toBeNull()
    expect(row.stateSince).toBeInstanceOf(Date)
  }
}

/** I7: neither tokens nor the private key reach a table. */
async function assertNoSecrets(lab: Lab): Promise<void> {
  const key = lab.environment.GITHUB_APP_PRIVATE_KEY?.split('\n')[2] ?? 'no key'
  for (const table of ['deployment', 'deployment_step', 'audit_entry', 'webhook_delivery']) {
    const { rows } = await getPool().query(
      `SELECT t::text FROM ${table} t WHERE t::text ~ 'gh[pousr]_[A-Za-z0-9]{16}' OR position($1 in t::text) > 0`,
      [key],
    )
    expect(rows, `secrets in ${table}`).toEqual([])
  }
}

/** I9. */
async function assertAlive(): Promise<void> {
  const askedAt = performance.now()
  expect(await getPortalHealth()).toMatchObject({ database: expect.anything() })
  expect(performance.now() - askedAt).toBeLessThan(1_000)
}
