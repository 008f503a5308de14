import { z } from 'zod'
import { listStageComponents } from '#lib/board/index.ts'
import { stageComponentSchema } from '#lib/board/schemas.ts'
import { StageParams } from '#lib/catalog/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'The components of a stage with their health and version',
  params: StageParams,
  response: z.object({ components: z.array(stageComponentSchema) }),
  handler: async (ctx, { params }) => ({ components: await listStageComponents(ctx, params) }),
})
