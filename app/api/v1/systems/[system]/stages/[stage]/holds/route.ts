import { holdViewSchema, liftHold, placeHold } from '#lib/deployments/index.ts'
import { LiftHoldInput, PlaceHoldInput, StagePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Stop deployments to a stage until the hold is lifted',
  params: StagePath,
  body: PlaceHoldInput,
  status: 201,
  response: holdViewSchema,
  handler: async (ctx, { params, body }) =>
    Response.json(await placeHold(ctx, params, body), { status: 201 }),
})

export const DELETE = defineRoute({
  summary: 'Lift the hold of a stage',
  params: StagePath,
  body: LiftHoldInput,
  status: 204,
  handler: async (ctx, { params, body }) => {
    await liftHold(ctx, params, body)
    return new Response(null, { status: 204 })
  },
})
