import { z } from 'zod'
import { endUserSessions } from '#lib/auth/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const DELETE = defineRoute({
  summary: 'Sign somebody out everywhere',
  params: z.object({ user: z.uuid() }),
  response: z.object({ ended: z.number().int() }),
  handler: async (ctx, { params }) => ({ ended: await endUserSessions(ctx, params.user) }),
})
