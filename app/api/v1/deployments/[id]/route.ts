import { deploymentDetailSchema, getDeployment } from '#lib/deployments/index.ts'
import { DeploymentPath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'A deployment with its steps, its verification and what can be done with it',
  params: DeploymentPath,
  response: deploymentDetailSchema,
  handler: (ctx, { params }) => getDeployment(ctx, params),
})
