import { logTokenDtoSchema, revokeLogToken } from '#lib/logs/index.ts'
import { LogTokenPath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const DELETE = defineRoute({
  summary: 'Make a token for log lines stop working at once',
  params: LogTokenPath,
  response: logTokenDtoSchema,
  handler: (ctx, { params }) => revokeLogToken(ctx, params),
})
