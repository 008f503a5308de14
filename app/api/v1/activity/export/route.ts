import { AuditFilter, exportAuditEntries } from '#lib/audit/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary:
    'The same as a CSV file, at most 10,000 entries; X-Truncated says whether there are more',
  query: AuditFilter,
  handler: async (ctx, { query }) => {
    const { csv, isTruncated } = await exportAuditEntries(ctx, query)
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="activity.csv"',
        'x-truncated': String(isTruncated),
      },
    })
  },
})
