import {
  cancelDeployment,
  deploymentSummarySchema,
  getDeploymentSummary,
} from '#lib/deployments/index.ts'
import { CancelDeploymentInput, DeploymentPath } from '#lib/deployments/schemas.ts'
import { toAccepted } from '#lib/next/accepted.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'End a deployment',
  params: DeploymentPath,
  body: CancelDeploymentInput.prefault({}),
  status: 202,
  response: deploymentSummarySchema,
  handler: async (ctx, { params, body }) => {
    await cancelDeployment(ctx, params, body)
    const summary = await getDeploymentSummary(ctx, params)
    return toAccepted(`/api/v1/deployments/${params.id}`, summary)
  },
})
