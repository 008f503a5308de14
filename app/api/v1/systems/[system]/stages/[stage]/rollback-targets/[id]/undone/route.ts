import { commitRangeSchema, getUndoneRange } from '#lib/deployments/index.ts'
import { RollbackTargetPath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Commits that going back to an earlier deployment would undo',
  params: RollbackTargetPath,
  response: commitRangeSchema,
  handler: (ctx, { params }) => getUndoneRange(ctx, params),
})
