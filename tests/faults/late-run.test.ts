import { describe, expect, it } from 'vitest'
import { listen } from './support/deliver.ts'
import { reached } from './support/eventually.ts'
import { deploy, signIn } from './support/people.ts'
import { dispatchPath } from './support/stand-in.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()

describe('a run that GitHub shows only after it counted as never started', () => {
  it('is taken up by its deployment as soon as it is seen', async () => {
    const { faults } = world().standIn.server
    const nothing = { total_count: 0, workflow_runs: [] }
    const hidden = { kind: 'status', status: 200, body: nothing } as const
    faults.add({ match: { path: dispatchPath }, effect: { kind: 'accept-then-502' } })
    faults.add({ match: { path: '/workflows/[^/]+/runs' }, times: null, effect: hidden })
    world().standIn.runner.plan('wait')
    await world().startWorker()
    const id = await deploy(await signIn(world(), 'engineer'), 'stage-1')
    expect(await reached(id, ['not_started'])).toMatchObject({ stateReason: 'never_accepted' })

    faults.clear()
    listen(world())
    world().standIn.runner.finishAll('success')
    expect(await reached(id, ['succeeded'])).toMatchObject({ attempt: 1, runAttempt: 1 })
  })
})
