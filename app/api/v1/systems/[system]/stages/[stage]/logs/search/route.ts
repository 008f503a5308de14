import { searchLogs } from '#lib/logs/index.ts'
import { ReadLogsQuery, StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Log lines of a stage, and on the way how far each source has been searched',
  params: StagePath,
  query: ReadLogsQuery,
  handler: async (ctx, { params, query, request }) => {
    const stream = await searchLogs(ctx, params, query, { signal: request.signal })
    return new Response(stream, {
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering
        'x-accel-buffering': 'no',
      },
    })
  },
})
