import { settlePin } from '#lib/deployments/index.ts'
import { SettlePinInput, StagePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Confirm or take back a rollback that pins the platform of a stage',
  params: StagePath,
  body: SettlePinInput,
  status: 204,
  handler: async (ctx, { params, body }) => {
    await settlePin(ctx, params, body)
    return new Response(null, { status: 204 })
  },
})
