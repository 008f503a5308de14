import { pinSystem, unpinSystem } from '#lib/board/index.ts'
import { PinInput } from '#lib/board/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PUT = defineRoute({
  summary: 'Pin a system to the top of your board',
  params: PinInput,
  status: 204,
  handler: async (ctx, { params }) => {
    await pinSystem(ctx, params)
    return new Response(null, { status: 204 })
  },
})

export const DELETE = defineRoute({
  summary: 'Unpin a system',
  params: PinInput,
  status: 204,
  handler: async (ctx, { params }) => {
    await unpinSystem(ctx, params)
    return new Response(null, { status: 204 })
  },
})
