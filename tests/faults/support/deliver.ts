import { randomUUID } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import { repository } from './stand-in.ts'
import type { World } from './world.ts'

export const webhookPath = '/api/webhooks/github'

export interface Sending {
  readonly event: string
  readonly payload: object
  /** Default: one of its own. */
  readonly id?: string
}

export interface Taken {
  readonly status: number
  readonly durationMs: number
}

/** Sends the portal what GitHub would, signed. */
export async function deliver(world: World, sending: Sending): Promise<Taken> {
  const body = JSON.stringify(sending.payload)
  const secret = world.settings.GITHUB_WEBHOOK_SECRET ?? ''
  const askedAt = performance.now()
  const { status } = await fetch(`${world.portal.url}${webhookPath}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': sending.id ?? randomUUID(),
      'x-github-event': sending.event,
      'x-hub-signature-256': await sign(secret, body),
    },
    body,
  })
  return { status, durationMs: performance.now() - askedAt }
}

/** As little of a `workflow_run` as says where to look. */
export const toRunEvent = (
  runId: string,
  { action = 'completed', fullName = repository }: { action?: string; fullName?: string } = {},
) => ({
  action,
  repository: { id: 1, full_name: fullName },
  workflow_run: { id: Number(runId), run_attempt: 1, path: '.github/workflows/deploy.yml' },
})

/** Has the stand-in tell the portal what happens, as a GitHub App does. */
export function listen({ standIn, portal, settings }: World): void {
  const secret = settings.GITHUB_WEBHOOK_SECRET ?? ''
  standIn.server.setWebhookTargets([{ url: `${portal.url}${webhookPath}`, secret }])
}
