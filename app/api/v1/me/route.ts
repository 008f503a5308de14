import { accountSchema, findSessionToken, getAccount } from '#lib/auth/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Your own account: roles, where they come from, and sessions',
  response: accountSchema,
  handler: (ctx, { request }) => getAccount(ctx, findSessionToken(request.headers)),
})
