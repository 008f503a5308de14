import { randomUUID } from 'node:crypto'
import { getInstallationId } from '../apps/installation.ts'
import type { WebhookTarget } from '../options.ts'
import { findSimpleUser, toOrganisation } from '../people/people.ts'
import { toRepository } from '../repositories/repository-json.ts'
import type { DeliveryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import { toNodeId, type WebhookEvent, type World } from '../world.ts'
import type { DeliveryResult } from './send-delivery.ts'
import { toSignatureHeaders } from './signature.ts'

/** What one receiver is told, and under which id. */
export interface Delivery {
  readonly target: WebhookTarget
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly repositoryId: number | null
  readonly payload: string
  readonly redelivery: boolean
}

/** The same body and id for each target. */
export function toDeliveries(
  world: World,
  event: WebhookEvent,
  targets: readonly WebhookTarget[],
): Delivery[] {
  const shared = {
    guid: randomUUID(),
    event: event.name,
    action: event.action,
    repositoryId: event.repository?.id ?? null,
    payload: JSON.stringify(toPayload(world, event)),
    redelivery: false,
  }
  return targets.map((target) => ({ ...shared, target }))
}

export function toDeliveryHeaders(
  world: World,
  { target, guid, event, payload }: Delivery,
): Record<string, string> {
  const { id } = world.options.app
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(id),
    'x-github-hook-installation-target-id': String(id),
    'x-github-hook-installation-target-type': 'integration',
    ...toSignatureHeaders(target.secret, payload),
  }
}

export function recordDelivery(
  world: World,
  delivery: Delivery,
  result: DeliveryResult,
): DeliveryRecord {
  const { target, ...facts } = delivery
  return world.store.deliveries.insert({
    ...facts,
    ...result,
    targetUrl: target.url,
    deliveredAt: toTimestamp(world.now()),
    requestHeaders: toDeliveryHeaders(world, delivery),
  })
}

function toPayload(world: World, { action, repository, sender, payload }: WebhookEvent) {
  const id = getInstallationId(world)
  return {
    ...(action === null ? {} : { action }),
    ...(repository ? { repository: toRepository(world, repository) } : {}),
    organization: toOrganisation(world),
    installation: { id, node_id: toNodeId('Installation', id) },
    sender: findSimpleUser(world, sender) ?? undefined,
    ...payload,
  }
}
