import { getInstallationId } from '../apps/installation.ts'
import { json, ok } from '../http/answer.ts'
import { type Call, getIdParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, route } from '../http/route.ts'
import type { DeliveryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import type { Publisher } from './publisher.ts'

/** The App's deliveries, and sending one of them once more. */
export function webhookRoutes(world: World, publisher: Publisher): Route[] {
  return [
    route(
      'GET',
      '/app/hook/deliveries',
      (call) => {
        const { items, headers } = paginate(world, call, world.store.deliveries.list().reverse())
        return ok(
          items.map((delivery) => toItem(world, delivery)),
          headers,
        )
      },
      'app',
    ),
    route(
      'GET',
      '/app/hook/deliveries/:delivery',
      (call) => {
        const delivery = getDelivery(world, call)
        return ok({
          ...toItem(world, delivery),
          url: delivery.targetUrl,
          request: {
            headers: delivery.requestHeaders,
            payload: JSON.parse(delivery.payload) as unknown,
          },
          response: { headers: {}, payload: delivery.responseBody },
        })
      },
      'app',
    ),
    route(
      'POST',
      '/app/hook/deliveries/:delivery/attempts',
      (call) => {
        publisher.redeliver(getDelivery(world, call))
        return json(202, {})
      },
      'app',
    ),
  ]
}

function getDelivery(world: World, call: Call): DeliveryRecord {
  const delivery = world.store.deliveries.find(getIdParam(call, 'delivery'))
  if (!delivery) throw notFound()
  return delivery
}

function toItem(world: World, delivery: DeliveryRecord) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.durationSeconds,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: getInstallationId(world),
    repository_id: delivery.repositoryId,
    throttled_at: null,
  }
}
