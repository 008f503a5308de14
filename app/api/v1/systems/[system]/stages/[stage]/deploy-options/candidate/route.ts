import { candidateDetailSchema, getCandidate } from '#lib/deployments/index.ts'
import { CandidateQuery, StagePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'What deploying one tag, branch or commit would change',
  params: StagePath,
  query: CandidateQuery,
  response: candidateDetailSchema,
  handler: (ctx, { params, query }) => getCandidate(ctx, params, query),
})
