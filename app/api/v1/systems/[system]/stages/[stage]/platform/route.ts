import { askPlatform, getStagePlatform } from '#lib/board/index.ts'
import { askPlatformResult, stagePlatformSchema } from '#lib/board/schemas.ts'
import { StageParams } from '#lib/catalog/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary:
    'What the platform of a stage and the services beside it say, with the age of each statement',
  params: StageParams,
  response: stagePlatformSchema,
  handler: (ctx, { params }) => getStagePlatform(ctx, params),
})

export const POST = defineRoute({
  summary: 'Have the platform of a stage asked now',
  params: StageParams,
  response: askPlatformResult,
  status: 202,
  handler: async (ctx, { params }) =>
    Response.json(await askPlatform(ctx, params), { status: 202 }),
})
