import { sign } from '@octokit/webhooks-methods'
import { beforeAll, describe, expect, it } from 'vitest'
import { POST } from '#app/api/webhooks/github/route.ts'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import {
  deliveryPageSchema,
  ListWebhookDeliveriesQuery,
  listDeliveries,
} from '#lib/webhooks/index.ts'
import { processDeliveries } from '#lib/webhooks/process-deliveries.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

const secret = 'a-webhook-secret-only-for-tests'
const push = { ref: 'refs/heads/main', repository: { id: 7, full_name: 'acme/shop' } }

interface Sending {
  readonly id?: string
  readonly event?: string
  readonly body?: string
  readonly signature?: string
  readonly type?: string
}

async function deliver({ id = newId(), event = 'push', body, signature, type }: Sending = {}) {
  const text = body ?? JSON.stringify(push)
  return POST(
    new Request('http://portal.test/api/webhooks/github', {
      method: 'POST',
      headers: {
        'content-type': type ?? 'application/json',
        'x-github-delivery': id,
        'x-github-event': event,
        'x-hub-signature-256': signature ?? (await sign(secret, text)),
      },
      body: text,
    }),
  )
}

const find = (id: string) => getDb().webhookDelivery.findUnique({ where: { id } })

describe('the GitHub webhook', () => {
  useDatabase()
  beforeAll(() => {
    process.env.GITHUB_WEBHOOK_SECRET = secret
  })

  it('stores a signed delivery once, however often and however concurrently it arrives', async () => {
    const id = newId()
    const answers = await Promise.all(Array.from({ length: 3 }, () => deliver({ id })))
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(bodies.filter(({ status }) => status === 'accepted')).toHaveLength(1)
    expect(await (await deliver({ id })).json()).toEqual({ status: 'already_received' })
    expect(await getDb().webhookDelivery.count({ where: { id } })).toBe(1)
  })

  it('takes a delivery again after it could not be processed', async () => {
    const id = newId()
    await deliver({ id })
    await getDb().webhookDelivery.update({
      where: { id },
      data: { outcome: 'failed', processedAt: new Date() },
    })
    expect(await (await deliver({ id })).json()).toEqual({ status: 'accepted' })
    expect(await find(id)).toMatchObject({ outcome: 'accepted', processedAt: null })
  })

  it('ignores unknown events, actions and repositories with a success', async () => {
    for (const event of ['star', 'workflow_run']) {
      const id = newId()
      const answer = await deliver({ id, event, body: JSON.stringify({ action: 'invented' }) })
      expect(answer.status).toBe(200)
      expect(await find(id)).toMatchObject({ outcome: 'ignored' })
    }
    await processDeliveries(jobContext('test'), new AbortController().signal)
    expect(await getDb().webhookDelivery.count({ where: { outcome: 'failed' } })).toBe(0)
  })

  it.each([
    ['a wrong signature', { signature: `sha256=${'0'.repeat(64)}` }, 401, 'signature'],
    ['a sha1 signature', { signature: 'sha1=abc' }, 401, 'signature'],
    ['a form', { type: 'application/x-www-form-urlencoded' }, 415, 'content_type'],
    ['an array', { body: '[]' }, 400, 'not_an_object'],
    ['no JSON', { body: 'payload=1' }, 400, 'not_json'],
    ['an empty body', { body: '', signature: 'sha256=' }, 401, 'signature'],
  ])('refuses %s and says why in the delivery log', async (_name, sending, status, reason) => {
    const id = newId()
    const answer = await deliver({ ...sending, id })
    expect(answer.status).toBe(status)
    expect(await find(id)).toBeNull()
    const ada = createContext({
      kind: 'user',
      id: newId(),
      name: 'Ada',
      grants: [{ role: 'admin', scope: 'all' }],
    })
    const page = await listDeliveries(ada, ListWebhookDeliveriesQuery.parse({}))
    expect(deliveryPageSchema.parse(page)).toEqual(page)
    expect(page.items[0]).toMatchObject({ outcome: 'refused', reason })
  })

  it('refuses a body over GitHub’s 25 MB without reading it to the end', async () => {
    const answer = await deliver({ body: `{"a":"${'x'.repeat(26 * 1_024 * 1_024)}"}` })
    expect(answer.status).toBe(413)
  })

  it('verifies a payload of 24 MB over its raw bytes', async () => {
    const body = JSON.stringify({ ...push, padding: 'ü'.repeat(12 * 1_024 * 1_024) })
    expect((await deliver({ body })).status).toBe(202)
  })

  it('leaves processed deliveries alone and marks each with its time', async () => {
    const id = newId()
    await deliver({ id })
    await processDeliveries(jobContext('test'), new AbortController().signal)
    const first = await find(id)
    expect(first?.processedAt).toBeInstanceOf(Date)
    await processDeliveries(jobContext('test'), new AbortController().signal)
    expect(await find(id)).toEqual(first)
  })
})
