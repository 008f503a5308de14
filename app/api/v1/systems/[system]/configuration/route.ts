import { SystemParams } from '#lib/catalog/schemas.ts'
import { getConfigurationMatrix } from '#lib/configuration/index.ts'
import { configurationMatrixSchema } from '#lib/configuration/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary:
    'Names of settings by stage: where each is, where it lacks, and which stages share a value',
  params: SystemParams,
  response: configurationMatrixSchema,
  handler: (ctx, { params }) => getConfigurationMatrix(ctx, params),
})
