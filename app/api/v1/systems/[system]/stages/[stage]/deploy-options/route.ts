import { deployOptionsSchema, getDeployOptions } from '#lib/deployments/index.ts'
import { StagePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'What can be deployed to a stage, and what stands in the way',
  params: StagePath,
  response: deployOptionsSchema,
  handler: (ctx, { params }) => getDeployOptions(ctx, params),
})
