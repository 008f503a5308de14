import { describe, expect, it } from 'vitest'
import { getStageSubjectById } from '#lib/catalog/index.ts'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { runChecks } from '#lib/evidence/index.ts'
import { checkNames } from '#lib/evidence/vocabulary.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { contextOfTeam, createProbe } from '#tests/checklists/factory.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const ctx = jobContext('checks')
const hour = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms)

async function ask(stageId: string, check: string, parameters: Record<string, string> = {}) {
  const [answer] = await runChecks(ctx, await getStageSubjectById(ctx, stageId), [
    { check, parameters },
  ])
  if (!answer) throw new Error('Every question has an answer.')
  return answer
}

/** What a check said, as the tables below write it. */
async function say(stageId: string, check: string, parameters?: Record<string, string>) {
  const { verdict, reason } = await ask(stageId, check, parameters)
  return reason === null ? verdict : `${verdict}: ${reason}`
}

async function createHost(columns: Prisma.StageUncheckedUpdateInput = {}, system?: string) {
  const { id } = await createStage({ system })
  await getDb().stage.update({ where: { id }, data: { url: 'https://app.example', ...columns } })
  return id
}

const writeState = (stageId: string, data: Prisma.StageStateUncheckedUpdateInput) =>
  getDb().stageState.update({ where: { stageId }, data })

const aged = { observedAt: new Date().toISOString(), ttlSeconds: 300 }
const tooOld = { observedAt: ago(hour).toISOString(), ttlSeconds: 300 }

/** What the platform of a stage said. */
function writePlatform(
  stageId: string,
  { components = [], notes = [], sources = [] }: Record<string, object[]>,
) {
  const platform = {
    summary: { pinned: false, unknownSince: null, ...aged },
    components: components.map((part) => ({
      ...{ version: null, commitSha: null, releaseId: null, since: null, instances: null },
      ...{ component: 'api', state: 'running', detail: null, source: 'platform', ...aged },
      ...part,
    })),
    skew: [],
    pin: null,
    notes: notes.map((note) => ({ source: 'platform', ...aged, ...note })),
    sources: sources.map((source) => ({
      ...{ source: 'platform', kind: 'single-host', fact: 'release', failure: null, since: null },
      ...{ failureMessage: null, permission: null, ...aged },
      ...source,
    })),
  }
  return writeState(stageId, { platform })
}

describe('a stage of which nothing is known', () => {
  it.each(checkNames)('is met by no check: %s', async (name) => {
    const needed: Record<string, Record<string, string>> = {
      'spike-test': { test: 'smoke' },
      'data-path': { path: '/x' },
    }
    const stageId = await createHost()
    const { verdict, value } = await ask(stageId, name, needed[name])
    expect(verdict).not.toBe('yes')
    expect(value).toBeNull()
  })

  it('answers what is no check, or misses something, as unknown', async () => {
    const stageId = await createHost()
    expect(await say(stageId, 'toString')).toBe('unknown: check_unknown')
    expect(await say(stageId, 'certificate', { day: '1' })).toBe('unknown: parameter_unknown')
    expect(await say(stageId, 'spike-test')).toBe('unknown: parameter_missing')
  })

  it('is not asked for whoever may not see it', async () => {
    const stageId = await createHost()
    const subject = await getStageSubjectById(ctx, stageId)
    const stranger = contextOfTeam('admin', 'circle')
    await expect(runChecks(stranger, subject, [])).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('port-443', () => {
  it.each<[string, string, Prisma.ProbeUncheckedCreateInput['healthReason'], object]>([
    ['yes', 'healthy', null, {}],
    ['yes', 'down', 'status_unexpected', {}],
    ['yes', 'down', 'certificate_expired', {}],
    ['no: unreachable', 'down', 'could_not_connect', {}],
    ['no: unreachable', 'down', 'name_not_found', {}],
    ['unknown: not_measured_lately', 'healthy', null, { observedAt: ago(hour) }],
    ['unknown: not_measured_lately', 'healthy', null, { pausedAt: new Date() }],
    ['unknown: no_probe', 'healthy', null, { url: 'https://other.example/' }],
    ['unknown: no_probe', 'healthy', null, { url: 'http://app.example/' }],
    ['unknown: no_probe', 'healthy', null, { url: 'https://app.example:8443/' }],
  ])('is %s for a probe that is %s (%s) %o', async (expected, health, healthReason, part) => {
    const stageId = await createHost()
    await createProbe(stageId, { health, healthReason, ...part })
    expect(await say(stageId, 'port-443')).toBe(expected)
  })

  it('asks about another host by its name, over TCP too', async () => {
    const stageId = await createHost()
    const config = { host: 'edge.example', port: 443 }
    await createProbe(stageId, { kind: 'tcp', config })
    expect(await say(stageId, 'port-443', { host: 'edge.example' })).toBe('yes')
  })
})

describe('certificate', () => {
  it.each([
    ['yes', 40, {}],
    ['no: certificate_ends', 13, {}],
    ['no: certificate_ends', 40, { days: '60' }],
    ['no: certificate_ends', -1, {}],
    ['unknown: no_certificate', 40, { host: 'other.example' }],
  ])('is %s with %i days left and %o', async (expected, days, parameters) => {
    const stageId = await createHost()
    await createProbe(stageId, { certificateExpiresAt: new Date(Date.now() + days * 24 * hour) })
    expect(await say(stageId, 'certificate', parameters)).toBe(expected)
  })
})

describe('health', () => {
  it('outside is that of every probe over HTTP, of a path, or of one by name', async () => {
    const stageId = await createHost()
    await createProbe(stageId, { slug: 'api', url: 'https://app.example/api/health' })
    const other = { slug: 'other', url: 'https://app.example/', health: 'degraded' }
    await createProbe(stageId, other)
    expect(await say(stageId, 'health-outside')).toBe('no: unhealthy')
    expect(await say(stageId, 'health-outside', { path: '/api/health' })).toBe('yes')
    expect(await say(stageId, 'health-outside', { probe: 'other' })).toBe('no: unhealthy')
    expect(await say(stageId, 'health-outside', { probe: 'none' })).toBe('unknown: no_probe')
    expect(await say(stageId, 'frontend-start-page')).toBe('no: unhealthy')
  })

  it.each([
    ['yes', { value: true }],
    ['no: proxy_silent', { value: false }],
    ['unknown: platform_tells_nothing', { value: true, ...tooOld }],
  ])('inside is %s when the host says %o of its proxy', async (expected, note) => {
    const stageId = await createHost()
    await writePlatform(stageId, { notes: [{ name: 'proxy_answers', subject: 'web', ...note }] })
    expect(await say(stageId, 'health-inside')).toBe(expected)
  })

  it('inside is that of the probe named', async () => {
    const stageId = await createHost()
    await createProbe(stageId, { slug: 'inside', health: 'down' })
    expect(await say(stageId, 'health-inside', { probe: 'inside' })).toBe('no: unhealthy')
  })
})

describe('same-hosting', () => {
  it.each([
    ['yes', 'single-host', 'single-host'],
    ['no: hosting_differs', 'single-host', 'aws-ecs'],
    ['unknown: hosting_unknown', 'single-host', null],
    ['unknown: hosting_unknown', null, 'single-host'],
  ])('is %s for %s and %s', async (expected, hostingKind, other) => {
    const system = `s-${newId().slice(-12)}`
    const stageId = await createHost({ hostingKind }, system)
    const staging = await createStage({ system, stage: 'staging', risk: 'staging' })
    await getDb().stage.update({ where: { id: staging.id }, data: { hostingKind: other } })
    // A stage for development may run anywhere.
    await createStage({ system, stage: 'dev', risk: 'development' })
    expect(await say(stageId, 'same-hosting')).toBe(expected)
  })
})

describe('backups', () => {
  const policy = (stageId: string, part: Partial<Prisma.BackupPolicyUncheckedCreateInput> = {}) =>
    getDb().backupPolicy.create({
      data: {
        ...{ stageId, slug: 'database', component: 'database', covers: 'database' },
        ...{ origin: { kind: 'heartbeat' }, everySeconds: 86_400, timeZone: 'UTC' },
        ...{ graceSeconds: 3_600, rpoSeconds: 93_600, state: 'fresh' },
        ...{ newestAt: ago(hour), evaluatedAt: new Date(), stateSince: ago(hour), ...part },
      },
    })

  it.each([
    ['yes', { state: 'fresh' }],
    ['no: backup_not_fresh', { state: 'late' }],
    ['no: backup_not_fresh', { state: 'missing' }],
    ['unknown: backups_not_judged', { state: 'unknown' }],
    ['unknown: backups_not_judged', { state: 'fresh', evaluatedAt: ago(hour) }],
  ])('are %s for a policy %o', async (expected, part) => {
    const stageId = await createHost()
    await policy(stageId, part)
    expect(await say(stageId, 'backup-policy')).toBe(expected)
  })

  it('are missing where the catalog asks for none', async () => {
    const stageId = await createHost()
    expect(await say(stageId, 'backup-policy')).toBe('no: no_policy')
    expect(await say(stageId, 'restore-test')).toBe('no: no_policy')
  })

  it.each([
    ['yes', 1, 'ok'],
    ['no: restore_not_ok', 1, 'failed'],
    ['no: restore_not_ok', 1, 'inconclusive'],
    ['no: restore_not_ok', 40, 'ok'],
  ])(
    'restored are %s when tried %i days ago with the verdict %s',
    async (expected, days, verdict) => {
      const stageId = await createHost()
      const { id } = await policy(stageId, {
        restoreTest: { everySeconds: 30 * 86_400, run: 'by-hand', sentinels: [] },
        createdAt: ago(100 * 24 * hour),
      })
      const finishedAt = ago(days * 24 * hour)
      const test = {
        method: 'by-hand',
        state: 'done',
        actor: 'emil',
        startedAt: finishedAt,
        verdict,
      }
      await getDb().restoreTest.create({ data: { policyId: id, finishedAt, ...test } })
      expect(await say(stageId, 'restore-test')).toBe(expected)
    },
  )

  it('that nobody ever restored are no backups', async () => {
    const stageId = await createHost()
    await policy(stageId)
    expect(await say(stageId, 'restore-test')).toBe('no: never_restored')
  })
})

describe('settings', () => {
  const source = (stageId: string, readAt = new Date()) =>
    getDb().$executeRaw`INSERT INTO setting_source (stage_id, source, read_at)
      VALUES (${stageId}::uuid, 'platform', ${readAt})`
  const setting = (stageId: string, name: string, fingerprint: string | null = null) =>
    getDb().$executeRaw`INSERT INTO setting (stage_id, source, component, name, kind, fingerprint)
      VALUES (${stageId}::uuid, 'platform', '', ${name}, 'secret', ${fingerprint})`

  it('are present when every one the catalog asks for is, and missing only when somebody looked', async () => {
    const stageId = await createHost({ expectations: { settings: ['DATABASE_URL', 'JWT_SECRET'] } })
    expect(await say(stageId, 'settings-present')).toBe('unknown: settings_unread')
    await source(stageId)
    await setting(stageId, 'DATABASE_URL')
    expect(await ask(stageId, 'settings-present')).toMatchObject({
      verdict: 'no',
      reason: 'settings_missing',
      params: { names: 'JWT_SECRET' },
    })
    expect(await say(stageId, 'settings-present', { names: 'DATABASE_URL' })).toBe('yes')
    await setting(stageId, 'JWT_SECRET')
    expect(await say(stageId, 'settings-present')).toBe('yes')
  })

  it('differ unless a value that must not be shared is', async () => {
    const system = 'differing'
    const staging = await createStage({ system, stage: 'staging', risk: 'staging' })
    const configuration = { compareWith: 'staging', mustDiffer: ['DATABASE_URL'] }
    const stageId = await createHost({ configuration }, system)
    expect(await say(stageId, 'settings-differ')).toBe('unknown: settings_unread')
    for (const [id, fingerprint] of [
      [staging.id, 'a'],
      [stageId, 'b'],
    ] as const) {
      await source(id)
      await setting(id, 'DATABASE_URL', fingerprint)
    }
    expect(await say(stageId, 'settings-differ')).toBe('yes')
    await getDb().$executeRaw`UPDATE setting SET fingerprint = 'a'`
    expect(await say(stageId, 'settings-differ')).toBe('no: settings_same')
  })
})

describe('what the platform states', () => {
  const facts = (stageId: string, value: object[], observedAt = new Date()) =>
    getDb().reading.create({
      data: {
        ...{ stageId, source: 'rds', fact: 'facts', value, observedAt },
        ...{ ttlSeconds: 300, nextAt: new Date() },
      },
    })

  it.each([
    ['yes', 'eu-central-1', {}, undefined],
    ['no: outside_region', 'us-east-1', {}, undefined],
    ['no: outside_region', 'eu-central-1', { within: 'eu-west-1' }, undefined],
    ['unknown: platform_tells_nothing', 'eu-central-1', {}, ago(hour)],
  ] as const)('of its region is %s for %s within %o', async (expected, region, parameters, at) => {
    const stageId = await createHost({ expectations: { region: 'eu' } })
    await facts(stageId, [{ name: 'region', subject: 'db', value: region }], at)
    expect(await say(stageId, 'region', { ...parameters })).toBe(expected)
  })

  it('of its region means nothing without a rule', async () => {
    expect(await say(await createHost(), 'region')).toBe('unknown: no_rule')
  })

  it.each([
    ['yes', 30, {}],
    ['no: kept_for_ever', null, {}],
    ['no: kept_too_long', 90, { days: '30' }],
    ['yes', 30, { days: '30' }],
  ])('of its logs is %s when they are kept %s days and %o', async (expected, days, parameters) => {
    const stageId = await createHost()
    await facts(stageId, [{ name: 'log_retention_days', subject: '/aws/api', value: days }])
    expect(await say(stageId, 'log-retention', { ...parameters })).toBe(expected)
  })

  it.each([
    ['yes', {}],
    ['no: access_refused', { failure: 'denied', since: aged.observedAt }],
    ['yes', { failure: 'throttled', since: aged.observedAt }],
    ['unknown: platform_silent', tooOld],
  ])('lets the portal in: %s for %o', async (expected, source) => {
    const stageId = await createHost()
    await writePlatform(stageId, { sources: [source] })
    expect(await say(stageId, 'platform-access')).toBe(expected)
  })

  it.each([
    ['yes', {}, {}],
    ['no: not_running', { state: 'stopped' }, {}],
    ['unknown: platform_tells_nothing', { state: 'unknown' }, {}],
    ['unknown: platform_silent', tooOld, {}],
    ['unknown: platform_tells_nothing', {}, { component: 'worker' }],
  ])('of a unit is %s for %o and %o', async (expected, part, parameters) => {
    const stageId = await createHost()
    await writePlatform(stageId, { components: [part] })
    expect(await say(stageId, 'service-unit', { ...parameters })).toBe(expected)
  })

  it('of a folder is known where it is a file system of its own', async () => {
    const stageId = await createHost()
    const note = { name: 'disk_free_percent', subject: '/var/lib/app', value: 71 }
    await writePlatform(stageId, { notes: [note] })
    expect(await say(stageId, 'data-path', { path: '/var/lib/app' })).toBe('yes')
    expect(await say(stageId, 'data-path', { path: '/var/lib/other' })).toBe(
      'unknown: platform_tells_nothing',
    )
  })
})

describe('deployments', () => {
  const deploy = (stageId: string, steps: readonly string[] = []) =>
    getDb().deployment.create({
      data: {
        ...{ number: 1, stageId, kind: 'deployment', state: 'succeeded', ref: 'v1', version: 'v1' },
        ...{ requestedByKind: 'user', requestedByName: 'emil', finishedAt: new Date() },
        steps: {
          create: steps.map((name, number) => ({
            ...{ runAttempt: 1, jobId: '1', jobName: 'deploy', number, name, state: 'succeeded' },
          })),
        },
      },
    })

  it('count once one was verified', async () => {
    const stageId = await createHost()
    expect(await say(stageId, 'deployment')).toBe('no: not_deployed')
    await deploy(stageId)
    expect(await say(stageId, 'deployment')).toBe('yes')
    expect(await say(stageId, 'deploy-workflow')).toBe('unknown: no_steps')
  })

  it.each([
    ['yes', ['Build', 'Run migrations'], {}],
    ['no: step_missing', ['Build'], {}],
    ['yes', ['Notify'], { step: 'notify' }],
  ])(
    'are %s about a step when they did %o and %o is asked',
    async (expected, steps, parameters) => {
      const stageId = await createHost()
      await deploy(stageId, steps)
      expect(await say(stageId, 'deploy-workflow', { ...parameters })).toBe(expected)
    },
  )

  it.each([
    ['yes', { agreement: 'agreed' }, {}],
    ['yes', { agreement: 'agreed' }, { ref: 'rc-2026-03-01' }],
    ['yes', { agreement: 'agreed' }, { ref: 'abcdef0' }],
    ['no: other_release', { agreement: 'agreed' }, { ref: 'v2' }],
    ['no: sources_disagree', { agreement: 'disagreed' }, {}],
    ['no: sources_disagree', { agreement: 'platform_disagrees' }, { ref: 'rc-2026-03-01' }],
    ['unknown: version_unknown', { agreement: 'unknown' }, {}],
    ['unknown: version_unknown', { runningVersion: null, runningCommitSha: null }, {}],
  ])('run what is meant: %s for %o and %o', async (expected, state, parameters) => {
    const stageId = await createHost()
    await writeState(stageId, {
      ...{ runningVersion: 'rc-2026-03-01', runningCommitSha: `abcdef0${'1'.repeat(33)}` },
      ...{ runningObservedAt: new Date(), agreement: 'agreed', ...state },
    })
    expect(await say(stageId, 'running-release', { ...parameters })).toBe(expected)
  })
})

describe('spike-test', () => {
  it.each([
    ['yes', [{ state: 'passed' }], {}],
    ['no: test_failed', [{ state: 'failed' }], {}],
    ['no: test_failed', [{ state: 'passed', days: 2 }, { state: 'inconclusive' }], {}],
    ['yes', [{ state: 'passed', days: 2 }, { state: 'cancelled' }], {}],
    ['unknown: test_too_old', [{ state: 'passed', days: 31 }], {}],
    ['yes', [{ state: 'passed', days: 31 }], { days: '60' }],
    ['unknown: test_never_ran', [{ state: 'passed', test: 'smoke' }], {}],
  ])('is %s after %o and %o', async (expected, runs, parameters) => {
    const stageId = await createHost()
    const by = { createdBy: 'emil', updatedBy: 'emil', home: 'portal', content: '' }
    const document = () =>
      getDb().document.create({ data: { ...by, title: 'x', contentHash: newId() } })
    const decision = await getDb().decision.create({
      data: {
        id: newId(),
        documentId: (await document()).id,
        number: '1',
        title: 'x',
        status: 'proposed',
      },
    })
    const spike = await getDb().spike.create({
      data: {
        decisionId: decision.id,
        documentId: (await document()).id,
        title: 'x',
        createdBy: 'emil',
      },
    })
    for (const [index, { state, ...run }] of runs.entries()) {
      const days = 'days' in run ? Number(run.days) : 0
      const test = 'test' in run ? String(run.test) : 'restart'
      const finishedAt = ago(days * 24 * hour)
      const data = { spikeId: spike.id, stageId, number: index + 1, test, state, finishedAt }
      await getDb().spikeRun.create({ data: { ...data, startedBy: 'emil' } })
    }
    expect(await say(stageId, 'spike-test', { test: 'restart', ...parameters })).toBe(expected)
  })
})
