import { deploymentSummarySchema, getDeploymentSummary, rollBack } from '#lib/deployments/index.ts'
import { RollBackInput, StagePath } from '#lib/deployments/schemas.ts'
import { toAccepted } from '#lib/next/accepted.ts'
import { defineRoute } from '#lib/next/define-route.ts'
import { readIdempotencyKey } from '#lib/next/idempotency-key.ts'

export const POST = defineRoute({
  summary: 'Bring back a version that ran on a stage before',
  params: StagePath,
  body: RollBackInput,
  status: 202,
  response: deploymentSummarySchema,
  handler: async (ctx, { params, body, request }) => {
    const { id } = await rollBack(ctx, params, body, readIdempotencyKey(request))
    return toAccepted(`/api/v1/deployments/${id}`, await getDeploymentSummary(ctx, { id }))
  },
})
