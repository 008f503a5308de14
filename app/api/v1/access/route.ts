import { z } from 'zod'
import { accessEntrySchema, listAccess } from '#lib/credentials/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'What the platforms let the portal do, by stage and source, as they last said',
  response: z.array(accessEntrySchema),
  handler: (ctx) => listAccess(ctx),
})
