import { describe, expect, it } from 'vitest'
import { getConfiguration, getConfigurationMatrix } from '#lib/configuration/index.ts'
import {
  type SourceSetting,
  writeFailure,
  writeSettings,
} from '#lib/configuration/record-settings.ts'
import { configurationMatrixSchema, stageConfigurationSchema } from '#lib/configuration/schemas.ts'
import { operatorContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { withTransaction } from '#lib/core/run-sql.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()
const ctx = operatorContext()

const setting = (name: string, fingerprint: string | null = null): SourceSetting => ({
  ...{ name, component: null, kind: 'secret', fingerprint, updatedAt: null },
})

const write = (stageId: string, settings: readonly SourceSetting[], source = 'platform') =>
  withTransaction(getPool(), (run) => writeSettings(run, { stageId, source }, settings))

const fail = (stageId: string, source = 'platform') =>
  withTransaction(getPool(), (run) =>
    writeFailure(run, { stageId, source }, { code: 'denied', message: 'It may not be asked.' }),
  )

async function createRuledStage() {
  const staging = await createStage({
    stage: 'staging',
    system: `s-${crypto.randomUUID().slice(0, 8)}`,
  })
  const { slug } = await getDb().system.findUniqueOrThrow({ where: { id: staging.systemId } })
  const production = await createStage({ stage: 'production', system: slug })
  await getDb().stage.update({
    where: { id: production.id },
    data: {
      expectations: { settings: ['DATABASE_URL', 'AUTH_SECRET'] },
      configuration: { compareWith: 'staging', mustDiffer: ['AUTH_SECRET'], shouldMatch: [] },
    },
  })
  return { staging, production, path: { system: slug, stage: 'production' } }
}

describe('the configuration of a stage', () => {
  it('names what must exist and does not, and what must differ and is equal', async () => {
    const { staging, production, path } = await createRuledStage()
    await write(staging.id, [setting('AUTH_SECRET', 'same')])
    await write(production.id, [setting('AUTH_SECRET', 'same')])

    const found = await getConfiguration(ctx, path)
    expect(stageConfigurationSchema.parse(found)).toEqual(found)
    expect(found.settings).toMatchObject([
      { name: 'AUTH_SECRET', presence: 'present', findings: ['same_as_other_stage'] },
      { name: 'DATABASE_URL', presence: 'absent', findings: ['missing'] },
    ])
  })

  it('takes nothing for missing while a source cannot be asked, and keeps what it knew', async () => {
    const { production, path } = await createRuledStage()
    await write(production.id, [setting('AUTH_SECRET')])
    await fail(production.id)

    const { settings, sources } = await getConfiguration(ctx, path)
    expect(settings).toMatchObject([
      { name: 'AUTH_SECRET', presence: 'present' },
      { name: 'DATABASE_URL', presence: 'unknown', findings: [] },
    ])
    expect(sources).toMatchObject([{ source: 'platform', failure: { code: 'denied' } }])
    expect(sources[0]?.observedAt).not.toBeNull()
  })

  it('tells changes from the second answer on, and starts anew with each deployment', async () => {
    const { production, path } = await createRuledStage()
    await fail(production.id)
    await write(production.id, [setting('A', 'x'), setting('B', 'x')])
    expect((await getConfiguration(ctx, path)).changes).toEqual([])

    await write(production.id, [setting('A', 'y'), setting('C')])
    const { changes } = await getConfiguration(ctx, path)
    expect(changes.map(({ name, change }) => `${name} ${change}`).toSorted()).toEqual([
      'A changed',
      'B removed',
      'C added',
    ])

    await getDb().deployment.create({
      data: {
        ...{ stageId: production.id, number: 1, kind: 'deployment', state: 'succeeded' },
        ...{ ref: 'v2', version: 'v2', requestedByKind: 'user', requestedByName: 'Emil' },
        finishedAt: new Date(Date.now() + 1_000),
      },
    })
    expect((await getConfiguration(ctx, path)).changes).toEqual([])
  })

  it('tells a change once, however many workers read the same answer at once', async () => {
    const { production, path } = await createRuledStage()
    await write(production.id, [])
    await Promise.all(Array.from({ length: 5 }, () => write(production.id, [setting('NEW')])))
    expect((await getConfiguration(ctx, path)).changes).toHaveLength(1)
  })

  it('shows where its parts are, and what is too old as unknown', async () => {
    const { production, path } = await createRuledStage()
    const facts = [{ name: 'region', subject: 'db', value: 'us-east-1' }]
    const reading = { fact: 'facts', ttlSeconds: 600, nextAt: new Date(), value: facts }
    await getDb().reading.createMany({
      data: [
        { ...reading, stageId: production.id, source: 'rds', observedAt: new Date() },
        { ...reading, stageId: production.id, source: 'old', observedAt: new Date(0) },
      ],
    })
    await getDb().stage.update({
      where: { id: production.id },
      data: { expectations: { region: 'eu' } },
    })
    const found = await getConfiguration(ctx, path)
    expect(found.regionRule).toBe('eu')
    expect(found.facts.map(({ source, verdict }) => [source, verdict])).toEqual([
      ['old', 'unknown'],
      ['rds', 'bad'],
    ])
  })
})

describe('the stages of a system side by side', () => {
  it('share a letter where they share a value', async () => {
    const { staging, production, path } = await createRuledStage()
    await write(staging.id, [setting('KEY', 'x'), setting('ONLY_HERE', 'z')])
    await write(production.id, [setting('KEY', 'x'), setting('AUTH_SECRET', 'y')])

    const matrix = await getConfigurationMatrix(ctx, path)
    expect(configurationMatrixSchema.parse(matrix)).toEqual(matrix)
    expect(matrix.stages.map(({ slug }) => slug)).toEqual(['staging', 'production'])
    expect(matrix.rows.find(({ name }) => name === 'KEY')?.cells).toMatchObject([
      { presence: 'present', sameAs: 'A' },
      { presence: 'present', sameAs: 'A' },
    ])
    expect(matrix.rows.find(({ name }) => name === 'ONLY_HERE')?.cells).toMatchObject([
      { presence: 'present' },
      { presence: 'absent', sameAs: null },
    ])
  })

  it('of a system that somebody may not see do not exist', async () => {
    const { path } = await createRuledStage()
    const stranger = { ...ctx, actor: { kind: 'token', id: 'x', name: 'x', grants: [] } } as const
    await expect(getConfigurationMatrix(stranger, path)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(getConfiguration(stranger, path)).rejects.toMatchObject({ code: 'not_found' })
  })
})
