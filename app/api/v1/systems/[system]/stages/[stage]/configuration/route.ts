import { getConfiguration } from '#lib/configuration/index.ts'
import { stageConfigurationSchema } from '#lib/configuration/schemas.ts'
import { StagePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary:
    'Names of the settings of a stage, what the rules say of them, their changes, and where its parts are',
  params: StagePath,
  response: stageConfigurationSchema,
  handler: (ctx, { params }) => getConfiguration(ctx, params),
})
