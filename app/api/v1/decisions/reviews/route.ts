import { decisionReviewsSchema, listDecisionReviews } from '#lib/decisions/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Decision records whose review date has come, longest overdue first',
  response: decisionReviewsSchema,
  handler: (ctx) => listDecisionReviews(ctx),
})
