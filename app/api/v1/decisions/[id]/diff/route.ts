import { diffDecisionVersions, versionDiffSchema } from '#lib/decisions/index.ts'
import { DecisionPath, DiffVersionsQuery } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'What changed between two versions of a decision record',
  params: DecisionPath,
  query: DiffVersionsQuery,
  response: versionDiffSchema,
  handler: (ctx, { params, query }) => diffDecisionVersions(ctx, params, query),
})
