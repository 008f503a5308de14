import { deploymentPageSchema, listDeployments } from '#lib/deployments/index.ts'
import { ListDeploymentsQuery } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Deployments of every system, newest first',
  query: ListDeploymentsQuery,
  response: deploymentPageSchema,
  handler: (ctx, { query }) => listDeployments(ctx, query),
})
