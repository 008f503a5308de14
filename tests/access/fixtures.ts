import { createApiToken } from '#lib/auth/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { createDecision } from '#lib/decisions/index.ts'
import { CreateDecisionInput } from '#lib/decisions/schemas.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { createPerson, type SignedInPerson } from '#tests/factories/people.ts'

/** Values for the segments of an address, `system` for `[system]` and so on. */
export type Fixtures = Readonly<Record<string, string>>

/** One of everything that an address can name; the system belongs to the team `web`. */
export async function createFixtures(caller: SignedInPerson | null): Promise<Fixtures> {
  const stage = await createStage({ team: 'web', stage: 'production' })
  const probe = await createHeartbeat(stage.systemId, stage.id)
  const other = await createPerson({ groups: ['acme/viewers'] })
  const token = await createApiToken(operatorContext(), { name: 'target', role: 'viewer' })
  return {
    system: stage.system.slug,
    stage: stage.slug,
    probe,
    policy: await createBackupPolicy(stage.id),
    ...(await createGoLiveList(stage)),
    id: await createDeployment(stage.id),
    jobId: '1',
    token: token.id,
    logToken: await createLogTokenOf(stage.id),
    user: other.id,
    session: await findSessionId(caller ?? other),
    decision: await createDecisionOf(stage.system.slug, 'One host'),
    otherDecision: await createDecisionOf(stage.system.slug, 'Two hosts'),
    version: '1',
    ...(await createSpikeRun(stage.systemId, stage.id)),
    platform: 'vercel',
    account: 'default',
  }
}

async function createGoLiveList({ id: stageId, systemId }: { id: string; systemId: string }) {
  const named = { title: 'Go-live', systemId }
  const by = { createdBy: 'emil', updatedBy: 'emil' }
  const checklist = await getDb().checklist.create({
    data: {
      ...{ title: named.title, anchor: 'go-live', position: 0 },
      system: { connect: { id: systemId } },
      stage: { connect: { id: stageId } },
      document: {
        create: {
          ...{ ...named, ...by, home: 'portal', contentHash: newId() },
          content: '# Go-live\n\n- [ ] Reachable\n',
          runbooks: {
            create: { anchor: 'x', title: 'x', systemId, symptom: 'other', steps: [], position: 0 },
          },
        },
      },
      items: { create: { key: 'reachable', text: 'Reachable', position: 0, isTicked: false } },
    },
    include: { items: true, document: { include: { runbooks: true } } },
  })
  const runbookId = checklist.document.runbooks[0]?.id ?? ''
  const run = await getDb().runbookRun.create({
    data: { runbookId, stageId, startedBy: 'emil', steps: [] },
  })
  const counts = { state: 'done', total: 0, met: 0, blocking: 0, notApplicable: 0 }
  const none = { system: null, stage: null, owner: null, deadline: null }
  const summary = { id: checklist.id, title: named.title, isGate: false, isOverdue: false }
  const content = { summary: { ...summary, ...none, ...counts }, items: [] }
  const frozen = { checklistId: checklist.id, title: 'Go-live', reason: 'live', author: 'emil' }
  const snapshot = await getDb().checklistSnapshot.create({ data: { ...frozen, content } })
  return {
    checklist: checklist.id,
    item: checklist.items[0]?.id ?? '',
    snapshot: snapshot.id,
    runbook: runbookId,
    run: run.id,
  }
}

/** A spike of a decision of the system, with a run that ended. */
async function createSpikeRun(systemId: string, stageId: string): Promise<Fixtures> {
  const toDocument = (content: string) => ({
    ...{ home: 'portal', systemId, title: 'Hosting', content, contentHash: 'x' },
    ...{ createdBy: 'emil', updatedBy: 'emil' },
  })
  const spike = await getDb().spike.create({
    data: {
      ...{ title: 'Spike', createdBy: 'emil' },
      stage: { connect: { id: stageId } },
      document: { create: toDocument('# SPIKE: Hosting\n') },
      decision: {
        create: {
          ...{ id: `DEC-${newId()}`, number: 'DEC-020', title: 'Hosting', status: 'proposed' },
          document: { create: toDocument('# DEC-020 Hosting\n') },
        },
      },
    },
  })
  const run = { spikeId: spike.id, stageId, number: 1, test: 'smoke', startedBy: 'emil' }
  await getDb().spikeRun.create({ data: { ...run, state: 'passed' } })
  return { spike: spike.id, spikeRun: '1' }
}

async function createDecisionOf(system: string, title: string): Promise<string> {
  const input = CreateDecisionInput.parse({ title, system, language: 'en' })
  return (await createDecision(operatorContext(), input)).id
}

async function createLogTokenOf(stageId: string): Promise<string> {
  const data = { stageId, name: 'target', prefix: 'leit_log_', hash: newId(), createdBy: 'emil' }
  return (await getDb().logToken.create({ data })).id
}

async function createDeployment(stageId: string): Promise<string> {
  const { id } = await getDb().deployment.create({
    data: {
      number: 1,
      stageId,
      kind: 'deployment',
      state: 'succeeded',
      ref: 'v1.0.0',
      version: 'v1.0.0',
      commitSha: 'a'.repeat(40),
      requestedByKind: 'user',
      requestedByName: 'emil',
      runId: '1',
      steps: {
        create: {
          runAttempt: 1,
          jobId: '1',
          jobName: 'deploy',
          number: 0,
          name: 'deploy',
          state: 'succeeded',
        },
      },
    },
  })
  return id
}

async function createBackupPolicy(stageId: string): Promise<string> {
  const { slug } = await getDb().backupPolicy.create({
    data: {
      stageId,
      slug: 'nightly',
      component: 'worker',
      covers: 'database',
      origin: { kind: 'heartbeat' },
      everySeconds: 86_400,
      timeZone: 'UTC',
      graceSeconds: 3_600,
      rpoSeconds: 93_600,
    },
  })
  return slug
}

async function createHeartbeat(systemId: string, stageId: string): Promise<string> {
  const component = await getDb().component.create({
    data: { systemId, slug: 'worker', name: 'Worker', kind: 'worker', position: 0 },
  })
  const { slug } = await getDb().probe.create({
    data: {
      stageId,
      componentId: component.id,
      slug: 'queue',
      kind: 'heartbeat',
      config: { periodSeconds: 60, graceSeconds: 30 },
      intervalSeconds: 60,
      timeoutMs: 5_000,
      retries: 0,
    },
  })
  return slug
}

async function findSessionId({ id }: SignedInPerson): Promise<string> {
  return (await getDb().session.findFirstOrThrow({ where: { userId: id } })).id
}
