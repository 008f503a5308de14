import { getStageBackups, stageBackupsSchema } from '#lib/backups/index.ts'
import { StagePath } from '#lib/backups/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Backup policies of a stage with their newest backups and restores',
  params: StagePath,
  response: stageBackupsSchema,
  handler: (ctx, { params }) => getStageBackups(ctx, params),
})
