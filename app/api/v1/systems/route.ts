import { z } from 'zod'
import { listSystems } from '#lib/catalog/index.ts'
import { systemSummarySchema } from '#lib/catalog/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Every system you may see, as the catalog describes it',
  response: z.object({ systems: z.array(systemSummarySchema) }),
  handler: async (ctx) => ({ systems: await listSystems(ctx) }),
})
