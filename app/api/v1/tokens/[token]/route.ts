import { z } from 'zod'
import { apiTokenSchema, revokeApiToken } from '#lib/auth/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const DELETE = defineRoute({
  summary: 'Revoke an API token: it stops working at once',
  params: z.object({ token: z.uuid() }),
  response: apiTokenSchema,
  handler: (ctx, { params }) => revokeApiToken(ctx, params.token),
})
