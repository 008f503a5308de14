import { recordedRestoreTestSchema, startRestoreTest } from '#lib/backups/index.ts'
import { PolicyAddress, StartRestoreTestInput } from '#lib/backups/schemas.ts'
import { toAccepted } from '#lib/next/accepted.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Have the worker restore the newest backup of a policy into a place that is thrown away',
  params: PolicyAddress,
  body: StartRestoreTestInput,
  status: 202,
  response: recordedRestoreTestSchema,
  handler: async (ctx, { params }) => {
    const { system, stage, policy } = params
    const location = `/api/v1/systems/${system}/stages/${stage}/backups/${policy}/restore-tests`
    return toAccepted(location, await startRestoreTest(ctx, params))
  },
})
