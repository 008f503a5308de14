import { z } from 'zod'
import { openEventStream } from '#lib/events/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

const query = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})

export const GET = defineRoute({
  summary: 'Server-sent events: what changed, for screens that want to fetch it again',
  query,
  handler: async (ctx, { query: { after }, request }) => {
    const stream = await openEventStream(ctx, {
      lastEventId: request.headers.get('last-event-id') ?? after ?? null,
      signal: request.signal,
    })
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering
        'x-accel-buffering': 'no',
      },
    })
  },
})
