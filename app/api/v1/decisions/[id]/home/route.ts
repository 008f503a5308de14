import { decisionDetailSchema, getDecision, moveDecision } from '#lib/decisions/index.ts'
import { DecisionPath, MoveDecisionInput } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PUT = defineRoute({
  summary:
    'Move a decision record into its repository by a pull request, or out of it into the portal',
  params: DecisionPath,
  body: MoveDecisionInput,
  response: decisionDetailSchema,
  handler: async (ctx, { params, body }) => {
    await moveDecision(ctx, params, body)
    return getDecision(ctx, params)
  },
})
