import { decisionVersionSchema, getDecisionVersion } from '#lib/decisions/index.ts'
import { DecisionVersionPath } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'One version of a decision record',
  params: DecisionVersionPath,
  response: decisionVersionSchema,
  handler: (ctx, { params }) => getDecisionVersion(ctx, params),
})
