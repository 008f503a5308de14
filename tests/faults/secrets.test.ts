import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { deliver, toRunEvent } from './support/deliver.ts'
import { ends, reached } from './support/eventually.ts'
import { deploy, signIn } from './support/people.ts'
import { dispatchPath, repository } from './support/stand-in.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()

/** Secrets as somebody else's message may carry them: in the middle of a sentence. */
function toEcho(): string {
  const { settings } = world()
  const secrets = Object.values(settings).filter((value) => value.startsWith('canary-'))
  return `Denied for ${[...secrets, settings.GITHUB_APP_PRIVATE_KEY].join(' and ')}.`
}

// After each case the invariants look for every secret in all columns, log lines and answers.
describe('secrets that GitHub or a workflow repeats', () => {
  it('in the refusal of a start are masked in the reason that people read', async () => {
    const effect = { kind: 'status', status: 422, body: { message: toEcho() } } as const
    world().standIn.server.faults.add({ match: { path: dispatchPath }, effect })
    const emil = await signIn(world(), 'engineer')
    await world().startWorker({ LOG_LEVEL: 'trace' })
    const id = await deploy(emil, 'stage-1')
    await reached(id, ['failed'])
    const { body } = await emil.call('GET', `/deployments/${id}`)
    expect(JSON.stringify(body)).toContain('Denied for •••')
  })

  it('in a refusal to read are masked in the log and in the answer', async () => {
    const effect = { kind: 'status', status: 403, body: { message: toEcho() } } as const
    const emil = await signIn(world(), 'engineer')
    world().standIn.runner.plan('wait')
    const worker = await world().startWorker({ LOG_LEVEL: 'trace' })
    const id = await deploy(emil, 'stage-2')
    await reached(id, ['running'])
    const { faults } = world().standIn.server
    faults.add({ match: { path: '/actions/runs/' }, times: 3, effect })
    faults.add({ match: { path: `/repos/${repository}$` }, times: 1, effect })
    expect(await emil.deploy('stage-3')).toMatchObject({ status: 409 })
    world().standIn.runner.finishAll()
    await reached(id, ends)
    expect(worker.log()).toContain('run could not be read')
  })

  it('in a commit message are masked where the commit is picked and shown', async () => {
    await world().standIn.server.repositories.push(repository, {
      branch: 'main',
      message: toEcho(),
      files: { 'release.txt': 'next' },
      tag: 'v1.1.0',
    })
    const emil = await signIn(world(), 'engineer')
    const options = await emil.call('GET', '/systems/shop/stages/stage-4/deploy-options')
    expect(JSON.stringify(options.body)).toContain('Denied for •••')
  })

  it('in a signed webhook are in no column', async () => {
    const [canary = ''] = world().canaries
    const run = toRunEvent('12')
    const workflow_run = { ...run.workflow_run, display_title: `Deploy ${canary}` }
    const taken = await Promise.all([
      deliver(world(), { event: 'workflow_run', payload: { ...run, workflow_run } }),
      deliver(world(), { event: 'workflow_run', payload: { ...run, action: canary } }),
      deliver(world(), { event: 'push', payload: { repository: { id: 1, full_name: canary } } }),
    ])
    expect(taken.map(({ status }) => status)).toEqual([202, 200, 202])
    expect(await getDb().webhookDelivery.count()).toBe(3)
  })
})
