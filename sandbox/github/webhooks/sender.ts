import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../world.ts'
import { type Delivery, recordDelivery, toDeliveryHeaders } from './delivery.ts'
import { sendDelivery } from './send-delivery.ts'

/** Sends deliveries in the background and records how each went. */
export interface Sender {
  send(delivery: Delivery, delayMs?: number): void
  /** Each waits for the one before it. */
  sendInTurn(deliveries: readonly Delivery[]): void
  /** Resolves once nothing is under way. */
  idle(): Promise<void>
}

export function createSender(getWorld: () => World): Sender {
  const underWay = new Set<Promise<void>>()

  function begin(work: Promise<void>) {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  async function deliver(delivery: Delivery, delayMs = 0) {
    if (delayMs > 0) await sleep(delayMs)
    const world = getWorld()
    const headers = toDeliveryHeaders(world, delivery)
    const result = await sendDelivery(delivery.target.url, headers, delivery.payload)
    recordDelivery(world, delivery, result)
  }

  async function deliverInTurn(deliveries: readonly Delivery[]) {
    for (const delivery of deliveries) await deliver(delivery)
  }

  return {
    send: (delivery, delayMs) => begin(deliver(delivery, delayMs)),
    sendInTurn: (deliveries) => begin(deliverInTurn(deliveries)),
    async idle() {
      await Promise.all(underWay)
    },
  }
}
