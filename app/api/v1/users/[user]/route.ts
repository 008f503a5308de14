import { z } from 'zod'
import { disableUser, enableUser } from '#lib/auth/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PATCH = defineRoute({
  summary: 'Keep somebody out whatever their groups say, or let them in again',
  params: z.object({ user: z.uuid() }),
  body: z.strictObject({ disabled: z.boolean() }),
  status: 204,
  handler: async (ctx, { params, body }) => {
    await (body.disabled ? disableUser(ctx, params.user) : enableUser(ctx, params.user))
    return new Response(null, { status: 204 })
  },
})
