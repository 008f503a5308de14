import { decisionGraphSchema, getDecisionGraph } from '#lib/decisions/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Every decision record and which takes whose place, oldest first',
  response: decisionGraphSchema,
  handler: (ctx) => getDecisionGraph(ctx),
})
