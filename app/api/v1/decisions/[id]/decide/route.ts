import { decideDecision, savedDecisionSchema } from '#lib/decisions/index.ts'
import { DecideInput, DecisionPath } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Accept or reject a decision record; against what is missing only with a reason',
  params: DecisionPath,
  body: DecideInput,
  response: savedDecisionSchema,
  handler: (ctx, { params, body }) => decideDecision(ctx, params, body),
})
