import { followLogs } from '#lib/logs/index.ts'
import { FollowLogsQuery, StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Server-sent events: log lines of a stage from now on',
  params: StagePath,
  query: FollowLogsQuery,
  handler: async (ctx, { params, query, request }) => {
    // What a browser that connects again heard last.
    const last = new Date(request.headers.get('last-event-id') ?? '')
    const after = Number.isNaN(last.getTime()) ? query.after : last
    const stream = await followLogs(ctx, params, { ...query, after }, { signal: request.signal })
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
