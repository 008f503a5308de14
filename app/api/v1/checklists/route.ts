import { checklistListSchema, listChecklists } from '#lib/checklists/index.ts'
import { ListChecklistsQuery } from '#lib/checklists/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Checklists over all systems, worst first',
  query: ListChecklistsQuery,
  response: checklistListSchema,
  handler: (ctx, { query }) => listChecklists(ctx, query),
})
