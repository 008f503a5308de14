import { backupPingUrlSchema, getBackupPingUrl, rotateBackupToken } from '#lib/backups/index.ts'
import { PolicyAddress } from '#lib/backups/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'The ping URL of a backup policy',
  params: PolicyAddress,
  response: backupPingUrlSchema,
  handler: (ctx, { params }) => getBackupPingUrl(ctx, params),
})

export const POST = defineRoute({
  summary: 'End the ping URL of a backup policy and make a new one',
  params: PolicyAddress,
  response: backupPingUrlSchema,
  handler: (ctx, { params }) => rotateBackupToken(ctx, params),
})
