import {
  deploymentSummarySchema,
  getDeploymentSummary,
  listPlatformRollbacks,
  platformRollbacksSchema,
  rollBackOnPlatform,
} from '#lib/deployments/index.ts'
import { RollBackOnPlatformInput, StagePath } from '#lib/deployments/schemas.ts'
import { toAccepted } from '#lib/next/accepted.ts'
import { defineRoute } from '#lib/next/define-route.ts'
import { readIdempotencyKey } from '#lib/next/idempotency-key.ts'

export const GET = defineRoute({
  summary: 'Releases that the platforms of a stage can go back to by their own means, asked now',
  params: StagePath,
  response: platformRollbacksSchema,
  handler: (ctx, { params }) => listPlatformRollbacks(ctx, params),
})

export const POST = defineRoute({
  summary: 'Have a platform go back to an earlier release by its own means',
  params: StagePath,
  body: RollBackOnPlatformInput,
  status: 202,
  response: deploymentSummarySchema,
  handler: async (ctx, { params, body, request }) => {
    const { id } = await rollBackOnPlatform(ctx, params, body, readIdempotencyKey(request))
    return toAccepted(`/api/v1/deployments/${id}`, await getDeploymentSummary(ctx, { id }))
  },
})
