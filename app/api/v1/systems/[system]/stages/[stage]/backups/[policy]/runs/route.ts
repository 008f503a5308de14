import { requestBackup, requestedBackupSchema } from '#lib/backups/index.ts'
import { PolicyAddress, RequestBackupInput } from '#lib/backups/schemas.ts'
import { toAccepted } from '#lib/next/accepted.ts'
import { defineRoute } from '#lib/next/define-route.ts'
import { readIdempotencyKey } from '#lib/next/idempotency-key.ts'

export const POST = defineRoute({
  summary: 'Ask the source of a policy for a backup now',
  params: PolicyAddress,
  body: RequestBackupInput,
  status: 202,
  response: requestedBackupSchema,
  handler: async (ctx, { params, request }) => {
    const requested = await requestBackup(ctx, params, readIdempotencyKey(request))
    return toAccepted(`/api/v1/systems/${params.system}/stages/${params.stage}/backups`, requested)
  },
})
