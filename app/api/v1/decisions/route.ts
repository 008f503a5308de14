import {
  createDecision,
  decisionDetailSchema,
  decisionPageSchema,
  getDecision,
  listDecisions,
} from '#lib/decisions/index.ts'
import { CreateDecisionInput, ListDecisionsQuery } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Decision records: searched, filtered and ordered',
  query: ListDecisionsQuery,
  response: decisionPageSchema,
  handler: (ctx, { query }) => listDecisions(ctx, query),
})

export const POST = defineRoute({
  summary: 'Write a new decision record, as a whole text or from a template',
  body: CreateDecisionInput,
  bodyLimitBytes: 8_388_608,
  verbatim: ['content', 'context'],
  status: 201,
  response: decisionDetailSchema,
  handler: async (ctx, { body }) => {
    const { id } = await createDecision(ctx, body)
    const location = `/api/v1/decisions/${encodeURIComponent(id)}`
    return Response.json(await getDecision(ctx, { id }), { status: 201, headers: { location } })
  },
})
