import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { ends, reached } from './support/eventually.ts'
import { deploy, readDeployment, signIn } from './support/people.ts'
import { stageSlugs } from './support/settings.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()
const kills = 15
/** Longer than a worker takes from hearing of a deployment to having noted its run. */
const spreadMs = 450

/** What was left behind looks a minute old, so that nobody has to wait that minute. */
async function letAMinutePass(): Promise<void> {
  await getPool().query(
    `UPDATE deployment SET next_step_at = next_step_at - interval '1 minute',
       claimed_at = claimed_at - interval '1 minute' WHERE finished_at IS NULL`,
  )
}

describe('kill -9 at any moment of a start', () => {
  it(`never starts twice and never loses a deployment (${kills} kills)`, async () => {
    const emil = await signIn(world(), 'engineer')
    // Every answer of GitHub takes a moment, so that the kills also fall between them.
    const slow = { match: {}, times: null, effect: { kind: 'slow', delayMs: 25 } } as const
    world().standIn.server.faults.add(slow)
    const ids: string[] = []
    for (const [index, stage] of stageSlugs.plain.slice(0, kills).entries()) {
      const worker = await world().startWorker()
      ids.push(await deploy(emil, stage))
      await sleep((index / kills) * spreadMs)
      await world().kill(worker)
    }
    const left = await Promise.all(ids.map(readDeployment))

    await letAMinutePass()
    await world().startWorker()
    for (const id of ids) await reached(id, ends, 60_000)
    const ended = await Promise.all(ids.map(readDeployment))
    const triggers = world().standIn.countTriggers()
    for (const { state, correlationId } of ended) {
      // Either it ran, once, or it is proved that nothing was started.
      expect(['succeeded', 'not_started']).toContain(state)
      expect(triggers[correlationId] ?? 0).toBe(state === 'succeeded' ? 1 : 0)
    }
    // The kills did fall on different moments.
    expect(new Set(left.map(({ state }) => state)).size).toBeGreaterThan(1)
  })
})
