import { z } from 'zod'
import { listSources } from '#lib/catalog/index.ts'
import { catalogSourceSchema } from '#lib/catalog/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Where catalog files are read from, and what is wrong with them',
  response: z.object({ sources: z.array(catalogSourceSchema) }),
  handler: async (ctx) => ({ sources: await listSources(ctx) }),
})
