import { scaleComponent } from '#lib/deployments/index.ts'
import { ScaleComponentInput, ScalePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PUT = defineRoute({
  summary: 'Change how many instances of a component run, if the platform can',
  params: ScalePath,
  body: ScaleComponentInput,
  status: 204,
  handler: async (ctx, { params, body }) => {
    await scaleComponent(ctx, params, body)
    return new Response(null, { status: 204 })
  },
})
