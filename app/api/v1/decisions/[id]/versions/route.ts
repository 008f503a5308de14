import { decisionVersionsSchema, listDecisionVersions } from '#lib/decisions/index.ts'
import { DecisionPath } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Every text a decision record ever had, newest first',
  params: DecisionPath,
  response: decisionVersionsSchema,
  handler: (ctx, { params }) => listDecisionVersions(ctx, params),
})
