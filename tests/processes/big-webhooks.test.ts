import { randomUUID } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanUp, createFolder, type RunningPortal, startPortal } from './running-portal.ts'

const secret = 'a-webhook-secret-only-for-tests'
const megabyte = 1_024 * 1_024
let portal: RunningPortal

beforeAll(async () => {
  portal = await startPortal({ home: createFolder(), env: { GITHUB_WEBHOOK_SECRET: secret } })
  await portal.ready()
})
afterAll(cleanUp)

async function deliver(sizeBytes: number, signedBody?: string): Promise<number> {
  const repository = { id: 7, full_name: 'acme/shop' }
  const empty = JSON.stringify({ ref: 'refs/heads/main', repository, padding: '' })
  const body = empty.replace('""', `"${'x'.repeat(sizeBytes - empty.length)}"`)
  const response = await fetch(`${portal.url}/api/webhooks/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': randomUUID(),
      'x-github-event': 'push',
      'x-hub-signature-256': await sign(secret, signedBody ?? body),
    },
    body,
  })
  await response.body?.cancel()
  return response.status
}

describe('a webhook through the whole server', () => {
  it('of 24 MB arrives unchanged, so that its signature holds', async () => {
    expect(await deliver(24 * megabyte)).toBe(202)
    expect(await deliver(24 * megabyte, 'another body')).toBe(401)
  })

  it('of 26 MB is refused as too large, and the server goes on', async () => {
    expect(await deliver(26 * megabyte)).toBe(413)
    expect(await portal.readHealth()).toBe('healthy')
  })
})
