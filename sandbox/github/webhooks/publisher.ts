import { findInstallation } from '../apps/installation.ts'
import type { WebhookEffect } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import type { WebhookTarget } from '../options.ts'
import type { DeliveryRecord } from '../store/records.ts'
import type { WebhookEvent, World } from '../world.ts'
import { type Delivery, recordDelivery, toDeliveries } from './delivery.ts'
import { createSender } from './sender.ts'

export interface Publisher {
  publish(event: WebhookEvent): void
  setTargets(targets: readonly WebhookTarget[]): void
  /** Does nothing when the receiver is none any more. */
  redeliver(delivery: DeliveryRecord): void
  /** Resolves once nothing is under way; later events are dropped. */
  stop(): Promise<void>
}

const dropped = { status: 'dropped', statusCode: 0, durationSeconds: 0, responseBody: '' } as const

/** Delivers events to every target that wants them, once, as the scripted faults allow. */
export function createPublisher(getWorld: () => World, faults: Faults): Publisher {
  const sender = createSender(getWorld)
  const held: Delivery[] = []
  let targets: readonly WebhookTarget[] = []
  let isStopped = false

  function dispatch(delivery: Delivery, effect: WebhookEffect | null) {
    switch (effect?.kind) {
      case undefined:
        return sender.send(delivery)
      case 'drop-webhooks':
        return void recordDelivery(getWorld(), delivery, dropped)
      case 'delay-webhooks':
        return sender.send(delivery, effect.delayMs)
      case 'duplicate-webhooks':
        for (let copy = 0; copy < effect.copies; copy += 1) sender.send(delivery)
        return
      case 'reorder-webhooks':
        held.push(delivery)
        if (held.length >= effect.hold * targets.length) sender.sendInTurn(held.splice(0).reverse())
    }
  }

  return {
    publish(event) {
      const world = getWorld()
      if (isStopped || !isHeard(world, event)) return
      const effect = faults.takeForEvent(event.name, event.action)
      const interested = targets.filter(({ events }) => events?.includes(event.name) ?? true)
      for (const delivery of toDeliveries(world, event, interested)) dispatch(delivery, effect)
    },
    setTargets(wanted) {
      targets = [...wanted]
    },
    redeliver(record) {
      const target = targets.find(({ url }) => url === record.targetUrl)
      if (target) sender.send({ ...toFacts(record), target, redelivery: true })
    },
    stop() {
      isStopped = true
      return sender.idle()
    },
  }
}

/** A suspended or removed installation hears of nothing but that. */
function isHeard(world: World, event: WebhookEvent) {
  return event.name === 'installation' || findInstallation(world)?.suspendedAt === null
}

function toFacts({ guid, event, action, repositoryId, payload }: DeliveryRecord) {
  return { guid, event, action, repositoryId, payload }
}
