import { z } from 'zod'
import { endSession } from '#lib/auth/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const DELETE = defineRoute({
  summary: 'End one of your own sessions',
  params: z.object({ session: z.uuid() }),
  status: 204,
  handler: async (ctx, { params }) => {
    await endSession(ctx, params.session)
    return new Response(null, { status: 204 })
  },
})
