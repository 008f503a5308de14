import { execFileSync } from 'node:child_process'
import { verify } from '@octokit/webhooks-methods'
import { describe, expect, it } from 'vitest'
import { startReceiver } from './support/receiver.ts'
import { fullName, startTestGitHub } from './support/start.ts'
import { waitFor } from './support/wait-for.ts'
import { dispatch, pushWorkflow, toDeployWorkflow, waitForRun } from './support/workflows.ts'

const secret = 'It is a secret'

async function startWithReceiver(status = 200) {
  const receiver = await startReceiver(status)
  const github = await startTestGitHub({ webhookTargets: [{ url: receiver.url, secret }] })
  return { receiver, github }
}

function push({ server }: Awaited<ReturnType<typeof startTestGitHub>>, message: string) {
  return server.repositories.push(fullName, {
    branch: 'main',
    message,
    files: { 'a.txt': message },
  })
}

function waitForNames(receiver: Awaited<ReturnType<typeof startReceiver>>, count: number) {
  return waitFor(() => (receiver.deliveries.length >= count ? receiver.listNames() : null))
}

describe('a delivery', () => {
  it('is signed over its raw body', async () => {
    const { receiver, github } = await startWithReceiver()
    await push(github, 'größe 🚀')
    await waitForNames(receiver, 1)
    const [delivery] = receiver.deliveries
    const signature = String(delivery?.headers['x-hub-signature-256'])
    expect(await verify(secret, delivery?.rawBody ?? '', signature)).toBe(true)
    expect(await verify('another', delivery?.rawBody ?? '', signature)).toBe(false)
    expect(delivery?.guid).toMatch(/^[\da-f-]{36}$/)
  })

  it('tells a run from its request to its end', async () => {
    const { receiver, github } = await startWithReceiver()
    await pushWorkflow(github, toDeployWorkflow('true'))
    await waitForRun(github, await dispatch(github), 'completed')
    const names = await waitForNames(receiver, 7)
    expect(names.sort()).toEqual([
      'push',
      'workflow_job.completed',
      'workflow_job.in_progress',
      'workflow_job.queued',
      'workflow_run.completed',
      'workflow_run.in_progress',
      'workflow_run.requested',
    ])
  })

  it('of a push happens whatever way the commit got into the repository', async () => {
    const { receiver, github } = await startWithReceiver()
    const before = await push(github, 'one')
    await waitForNames(receiver, 1)
    execFileSync('git', ['--git-dir', github.gitDir, 'update-ref', 'refs/tags/v1.0.0', before])
    await waitForNames(receiver, 2)
    expect(
      receiver.deliveries.map(({ payload }) => [payload.ref, payload.created, payload.after]),
    ).toEqual([
      ['refs/heads/main', true, before],
      ['refs/tags/v1.0.0', true, before],
    ])
  })

  it('that fails is not repeated, is listed as failed, and can be sent again under its id', async () => {
    const { receiver, github } = await startWithReceiver(503)
    await push(github, 'one')
    const listDeliveries = async () =>
      (await github.app.octokit.rest.apps.listWebhookDeliveries()).data
    const [failed] = await waitFor(async () => {
      const all = await listDeliveries()
      return all.length > 0 ? all : null
    })
    expect(failed).toMatchObject({
      status: 'Invalid HTTP Response: 503',
      status_code: 503,
      event: 'push',
      redelivery: false,
    })
    expect(receiver.deliveries).toHaveLength(1)
    await github.app.octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: failed?.id ?? 0 })
    await waitForNames(receiver, 2)
    expect(receiver.deliveries[1]).toMatchObject({
      guid: failed?.guid,
      rawBody: receiver.deliveries[0]?.rawBody,
    })
    const restarted = await github.restart()
    expect(
      (await restarted.app.octokit.rest.apps.listWebhookDeliveries()).data.map(
        ({ redelivery }) => redelivery,
      ),
    ).toEqual([true, false])
  })

  it('goes to targets that want its event, and to those set later', async () => {
    const [pushes, runs] = [await startReceiver(), await startReceiver()]
    const github = await startTestGitHub({
      webhookTargets: [{ url: pushes.url, secret, events: ['push'] }],
    })
    await pushWorkflow(github, toDeployWorkflow('true'))
    await waitForRun(github, await dispatch(github), 'completed')
    await waitForNames(pushes, 1)
    github.server.setWebhookTargets([{ url: runs.url, secret, events: ['workflow_run'] }])
    await waitForRun(github, await dispatch(github), 'completed')
    await waitForNames(runs, 3)
    expect(pushes.listNames()).toEqual(['push'])
  })
})

describe('a fault of deliveries', () => {
  it('drops the one it matches and no other', async () => {
    const { receiver, github } = await startWithReceiver()
    github.server.faults.add({ match: { event: 'push' }, effect: { kind: 'drop-webhooks' } })
    await push(github, 'one')
    const second = await push(github, 'two')
    await waitForNames(receiver, 1)
    expect(receiver.deliveries.map(({ payload }) => payload.after)).toEqual([second])
    expect(
      (await github.app.octokit.rest.apps.listWebhookDeliveries()).data.map(({ status }) => status),
    ).toContain('dropped')
  })

  it('delivers one several times under the same id', async () => {
    const { receiver, github } = await startWithReceiver()
    github.server.faults.add({ effect: { kind: 'duplicate-webhooks', copies: 3 } })
    await push(github, 'one')
    await waitForNames(receiver, 3)
    expect(new Set(receiver.deliveries.map(({ guid }) => guid)).size).toBe(1)
  })

  it('holds some back and delivers the last one first', async () => {
    const { receiver, github } = await startWithReceiver()
    await pushWorkflow(github, toDeployWorkflow('true'))
    await waitForNames(receiver, 1)
    github.server.faults.add({
      match: { event: 'workflow_run' },
      effect: { kind: 'reorder-webhooks', hold: 3 },
    })
    await waitForRun(github, await dispatch(github), 'completed')
    const names = await waitForNames(receiver, 7)
    expect(names.filter((name) => name.startsWith('workflow_run'))).toEqual([
      'workflow_run.completed',
      'workflow_run.in_progress',
      'workflow_run.requested',
    ])
  })

  it('delivers late', async () => {
    const { receiver, github } = await startWithReceiver()
    github.server.faults.add({ effect: { kind: 'delay-webhooks', delayMs: 300 } })
    await push(github, 'one')
    const second = await push(github, 'two')
    await waitForNames(receiver, 2)
    expect(receiver.deliveries[0]?.payload.after).toBe(second)
  })
})
