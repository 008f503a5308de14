import { backupListSchema, listBackups } from '#lib/backups/index.ts'
import { ListBackupsQuery } from '#lib/backups/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Backup policies of every system with their state, worst first',
  query: ListBackupsQuery,
  response: backupListSchema,
  handler: (ctx, { query }) => listBackups(ctx, query),
})
