import { downloadLogs } from '#lib/logs/index.ts'
import { DownloadLogsQuery, StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Log lines of a stage as a file',
  params: StagePath,
  query: DownloadLogsQuery,
  handler: async (ctx, { params, query, request }) => {
    const { name, type, body } = await downloadLogs(ctx, params, query, request.signal)
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
    }
    return new Response(body, { headers })
  },
})
