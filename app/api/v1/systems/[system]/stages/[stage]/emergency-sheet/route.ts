import { defineRoute } from '#lib/next/define-route.ts'
import { getEmergencySheet } from '#lib/runbooks/index.ts'
import { SheetQuery, StagePath } from '#lib/runbooks/schemas.ts'

export const GET = defineRoute({
  summary: 'What to do on a stage while the portal is down, as Markdown or as a page to print',
  params: StagePath,
  query: SheetQuery,
  handler: async (ctx, { params, query }) => {
    const { text, contentType, fileName } = await getEmergencySheet(ctx, params, query)
    return new Response(text, {
      headers: {
        'content-type': contentType,
        'content-disposition': `inline; filename="${fileName}"`,
        // The page needs its own style and nothing else.
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      },
    })
  },
})
