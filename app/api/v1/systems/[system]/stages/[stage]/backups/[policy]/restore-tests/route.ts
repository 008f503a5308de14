import {
  listRestoreTests,
  recordedRestoreTestSchema,
  recordRestoreTest,
  restoreTestListSchema,
} from '#lib/backups/index.ts'
import { PolicyAddress, RecordRestoreTestInput } from '#lib/backups/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Restores of a policy that were tried, newest first',
  params: PolicyAddress,
  response: restoreTestListSchema,
  handler: (ctx, { params }) => listRestoreTests(ctx, params),
})

export const POST = defineRoute({
  summary: 'Record a restore that a person did',
  params: PolicyAddress,
  body: RecordRestoreTestInput,
  status: 201,
  response: recordedRestoreTestSchema,
  handler: async (ctx, { params, body }) =>
    Response.json(await recordRestoreTest(ctx, params, body), { status: 201 }),
})
