import { decisionDetailSchema, getDecision, supersedeDecision } from '#lib/decisions/index.ts'
import { DecisionPath, SupersedeInput } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Have another decision record take the place of this one; both texts say so afterwards',
  params: DecisionPath,
  body: SupersedeInput,
  response: decisionDetailSchema,
  handler: async (ctx, { params, body }) => {
    const { id } = await supersedeDecision(ctx, params, body)
    return getDecision(ctx, { id })
  },
})
