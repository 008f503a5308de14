import { getRollbackContract, rollbackContractSchema } from '#lib/deployments/index.ts'
import { StagePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary:
    'What going back means on a stage: by which way, how far, how long it took, and what stays',
  params: StagePath,
  response: rollbackContractSchema,
  handler: (ctx, { params }) => getRollbackContract(ctx, params),
})
