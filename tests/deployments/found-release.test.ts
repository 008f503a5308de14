import { describe, expect, it } from 'vitest'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { recordFoundReleases } from '#lib/deployments/store/record-found-release.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

const commitSha = 'c'.repeat(40)
const since = new Date(Date.now() - 60_000)

async function createStageThatRuns(running: object) {
  const stage = await createStage()
  await getDb().stageState.update({ where: { stageId: stage.id }, data: running })
  return stage
}

const listOf = (stageId: string) => getDb().deployment.findMany({ where: { stageId } })

describe('recordFoundReleases', () => {
  useDatabase()

  it('gives what ran before the portal came a place in the history, once', async () => {
    const stage = await createStageThatRuns({
      agreement: 'endpoint_only',
      runningVersion: 'v1.0.0',
      runningCommitSha: commitSha,
      runningSince: since,
    })
    await recordFoundReleases(jobContext('test'))
    await recordFoundReleases(jobContext('test'))
    const [found, ...more] = await listOf(stage.id)
    expect(more).toEqual([])
    expect(found).toMatchObject({
      kind: 'external',
      state: 'succeeded',
      version: 'v1.0.0',
      commitSha,
    })
    expect(found?.finishedAt).toEqual(since)
    const state = await getDb().stageState.findUnique({ where: { stageId: stage.id } })
    expect(state).toMatchObject({ runningDeploymentId: found?.id, agreement: 'agreed' })
  })

  it('records nothing that cannot be brought back: no commit, or only part of one', async () => {
    const stage = await createStageThatRuns({
      agreement: 'endpoint_only',
      runningVersion: 'v1.0.0',
      runningCommitSha: 'cccccccc',
      runningSince: since,
    })
    await recordFoundReleases(jobContext('test'))
    expect(await listOf(stage.id)).toEqual([])
  })

  it('leaves a stage alone whose record and endpoint disagree: that is shown, not papered over', async () => {
    const stage = await createStageThatRuns({
      agreement: 'disagreed',
      runningCommitSha: commitSha,
      runningSince: since,
    })
    await recordFoundReleases(jobContext('test'))
    expect(await listOf(stage.id)).toEqual([])
  })
})
