import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { isActive } from '#lib/deployments/state.ts'
import { activeStates } from '#lib/deployments/vocabulary.ts'
import { type Receiver, startReceiver } from '#tests/sandbox/github/support/receiver.ts'
import { assertInvariants } from './invariants.ts'
import { webhookPath } from './support/deliver.ts'
import { eventually } from './support/eventually.ts'
import { type Person, signIn } from './support/people.ts'
import { stageSlugs } from './support/settings.ts'
import { dispatchPath, repository, workflows } from './support/stand-in.ts'
import { createTimeMachine, type TimeMachine } from './support/time-machine.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()
const traces = 40
const eventKinds = [
  ...['click', 'click', 'work', 'work', 'work', 'webhook', 'crash before', 'crash after'],
  ...['run succeeds', 'run fails', 'cancel', 'rerun', 'restart', 'wire fault'],
] as const
const wireFaults = [
  { kind: 'accept-then-502' },
  { kind: 'accept-then-reset' },
  { kind: 'reject-with-502' },
  { kind: 'empty-json200' },
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'status', status: 422 },
] as const

interface Trace {
  readonly person: Person
  readonly stage: string
  readonly time: TimeMachine
  readonly receiver: Receiver
}

/** `pick` chooses among what there is. */
interface Happening {
  readonly kind: (typeof eventKinds)[number]
  readonly pick: number
}

describe('any order of clicks, webhooks, polls, crashes, cancels and re-runs', () => {
  let time: TimeMachine
  beforeAll(async () => {
    time = await createTimeMachine()
  })

  it(`through the real verbs ends as GitHub says, with every invariant kept (${traces} traces)`, async () => {
    const receiver = await startReceiver()
    world().standIn.server.setWebhookTargets([
      { url: receiver.url, secret: world().settings.GITHUB_WEBHOOK_SECRET ?? '' },
    ])
    const person = await signIn(world(), 'engineer')
    let count = 0
    const happening = fc.record({ kind: fc.constantFrom(...eventKinds), pick: fc.nat(999) })
    const anything = fc.array(happening, { minLength: 12, maxLength: 12 })
    const property = fc.asyncProperty(anything, async (happenings) => {
      const stage = stageSlugs.plain[count % stageSlugs.plain.length] ?? ''
      count += 1
      const trace = { person, stage, time, receiver }
      world().standIn.runner.plan('wait')
      await happen(trace, { kind: 'click', pick: 0 })
      for (const each of happenings) await happen(trace, each)
      await settle(trace)
    })
    // Each trace leaves its deployments behind, so a failing one cannot be tried again with less in it.
    await fc.assert(property, { numRuns: traces, seed: 55, endOnFailure: true })
    await assertInvariants(world())
  })
})

async function happen(trace: Trace, { kind, pick }: Happening): Promise<void> {
  const { person, stage, time } = trace
  const { runner, server } = world().standIn
  switch (kind) {
    case 'click': {
      const { status, body } = await person.deploy(stage)
      // While GitHub limits the rate, a click is told so.
      if (status === 503) return expect(body.reason).toBe('github_rate_limited')
      return expect([202, 409]).toContain(status)
    }
    case 'work':
      return void (await time.work())
    case 'crash before':
    case 'crash after':
      return crash(time, kind === 'crash before' ? 'before the call' : 'after the call')
    case 'webhook':
      return repeatWebhook(trace, pick)
    case 'run succeeds':
      return runner.finishAll('success')
    case 'run fails':
      return runner.finishAll('failure')
    case 'cancel':
      return cancel(trace)
    case 'rerun':
      return rerun(stage, pick)
    case 'restart':
      return time.restart()
    case 'wire fault': {
      const effect = wireFaults[pick % wireFaults.length] ?? wireFaults[0]
      server.faults.add({ match: { method: 'POST', path: dispatchPath }, effect })
    }
  }
}

async function crash(time: TimeMachine, when: 'before the call' | 'after the call') {
  await time.setCrash(when)
  await time.work()
  await time.setCrash('never')
}

/** One of all that GitHub ever sent: late, out of order, or for the second time. */
async function repeatWebhook({ receiver, time }: Trace, pick: number): Promise<void> {
  const delivery = receiver.deliveries[pick % receiver.deliveries.length]
  if (!delivery) return
  const headers = Object.entries(delivery.headers).filter(([name]) =>
    /^(x-|content-type)/.test(name),
  )
  const { status } = await fetch(`${world().portal.url}${webhookPath}`, {
    method: 'POST',
    headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
    body: delivery.rawBody,
  })
  expect([200, 202]).toContain(status)
  await time.followHints()
}

const listDeployments = (stage: string) =>
  getDb().deployment.findMany({ where: { stage: { slug: stage } }, orderBy: { number: 'asc' } })

async function cancel({ person, stage }: Trace): Promise<void> {
  const active = (await listDeployments(stage)).find(({ state }) => isActive(state as never))
  if (!active) return
  const { status } = await person.call('POST', `/deployments/${active.id}/cancel`, {})
  expect([202, 409]).toContain(status)
}

/** Somebody starts an ended run once more on GitHub itself. */
async function rerun(stage: string, pick: number): Promise<void> {
  const started = (await listDeployments(stage)).filter(({ runId }) => runId !== null)
  const chosen = started[pick % started.length]
  const run = chosen?.runId ? await world().standIn.findRun(chosen.runId) : null
  if (run?.status !== 'completed') return
  await world().standIn.call('POST', `/actions/runs/${run.id}/rerun`, {})
}

/** Nothing more goes wrong: everything under way comes to its end, and that is what GitHub says. */
async function settle({ stage, time }: Trace): Promise<void> {
  const { runner, server } = world().standIn
  server.faults.clear()
  runner.plan('success')
  const round = async () => {
    runner.finishAll('success')
    await time.discover({ repository, workflow: workflows.plain })
    for (let job = 0; job < 12 && (await time.work()); job += 1);
    const where = { stage: { slug: stage }, state: { in: [...activeStates] } }
    const active = await getDb().deployment.count({ where })
    if (active > 0) await time.restart()
    return active
  }
  await eventually(round, (active) => active === 0, 30_000)
  // GitHub may have asked us to wait a second, and news of a re-run come by discovery alone.
  await eventually(
    async () => {
      await round()
      await expectTruth(stage)
    },
    () => true,
    5_000,
  )
}

/** What GitHub did is what the portal says: no more, no less. */
async function expectTruth(stage: string): Promise<void> {
  const triggers = world().standIn.countTriggers()
  for (const deployment of await listDeployments(stage)) {
    const { correlationId, runId, state, runAttempt } = deployment
    const isTriggered = (triggers[correlationId] ?? 0) > 0
    const said = JSON.stringify(deployment)
    if (!isTriggered) {
      expect(['not_started', 'failed'], said).toContain(state)
      continue
    }
    const run = await world().standIn.findRun(runId ?? '')
    expect(run?.run_attempt, said).toBe(runAttempt)
    const words = { success: 'succeeded', failure: 'failed', cancelled: 'cancelled' } as const
    expect(state, said).toBe(words[(run?.conclusion ?? 'failure') as keyof typeof words])
  }
}
