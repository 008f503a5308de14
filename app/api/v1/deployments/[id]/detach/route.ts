import {
  deploymentSummarySchema,
  detachDeployment,
  getDeploymentSummary,
} from '#lib/deployments/index.ts'
import { DeploymentPath, DetachDeploymentInput } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Free a stage from a deployment that shows no news any more',
  params: DeploymentPath,
  body: DetachDeploymentInput,
  response: deploymentSummarySchema,
  handler: async (ctx, { params, body }) => {
    await detachDeployment(ctx, params, body)
    return getDeploymentSummary(ctx, params)
  },
})
