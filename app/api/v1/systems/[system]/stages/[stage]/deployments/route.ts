import {
  deploymentPageSchema,
  deploymentSummarySchema,
  getDeploymentSummary,
  listDeployments,
  triggerDeployment,
} from '#lib/deployments/index.ts'
import {
  ListDeploymentsQuery,
  StagePath,
  TriggerDeploymentInput,
} from '#lib/deployments/schemas.ts'
import { toAccepted } from '#lib/next/accepted.ts'
import { defineRoute } from '#lib/next/define-route.ts'
import { readIdempotencyKey } from '#lib/next/idempotency-key.ts'

export const GET = defineRoute({
  summary: 'Deployments of a stage, newest first',
  params: StagePath,
  query: ListDeploymentsQuery.omit({ system: true, stage: true }),
  response: deploymentPageSchema,
  handler: (ctx, { params, query }) => listDeployments(ctx, { ...query, ...params }),
})

export const POST = defineRoute({
  summary: 'Deploy a tag, branch or commit to a stage',
  params: StagePath,
  body: TriggerDeploymentInput,
  status: 202,
  response: deploymentSummarySchema,
  handler: async (ctx, { params, body, request }) => {
    const { id } = await triggerDeployment(ctx, params, body, readIdempotencyKey(request))
    return toAccepted(`/api/v1/deployments/${id}`, await getDeploymentSummary(ctx, { id }))
  },
})
