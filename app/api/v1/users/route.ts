import { z } from 'zod'
import { listUsers, userSchema } from '#lib/auth/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Everybody who ever signed in, with their roles and where these come from',
  response: z.array(userSchema),
  handler: (ctx) => listUsers(ctx),
})
