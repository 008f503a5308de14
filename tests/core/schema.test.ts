import { describe, expect, it } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

type Readable = Record<string, { findFirst(): Promise<unknown> }>

describe('the migrated database', () => {
  useDatabase()

  it.each(Object.values(Prisma.ModelName))(
    'has every column that model %s names',
    async (model) => {
      const name = `${model[0]?.toLowerCase()}${model.slice(1)}`
      await expect((getDb() as unknown as Readable)[name]?.findFirst()).resolves.toBeNull()
    },
  )

  it('holds the lock on a stage as a partial unique index', async () => {
    const { rows } = await getPool().query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE indexname = 'deployment_one_active_per_stage'`,
    )
    expect(rows[0]?.indexdef).toMatch(/UNIQUE INDEX .*\(stage_id\) WHERE/)
  })

  it('refuses a second active deployment on a stage, and allows one after the first ended', async () => {
    const stage = await createStage()
    const insert = (number: number, state: string) =>
      getDb().deployment.create({
        data: {
          number,
          stageId: stage.id,
          kind: 'deployment',
          state,
          ref: 'main',
          version: 'v1',
          correlationId: newId(),
          requestedByKind: 'user',
          requestedByName: 'Emil',
        },
      })
    const first = await insert(1, 'running')
    await expect(insert(2, 'queued')).rejects.toMatchObject({ code: 'P2002' })
    await getDb().deployment.update({ where: { id: first.id }, data: { state: 'failed' } })
    await expect(insert(2, 'queued')).resolves.toMatchObject({ number: 2 })
  })
})
