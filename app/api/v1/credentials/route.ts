import { credentialListSchema, listCredentials } from '#lib/credentials/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Stored credentials of platforms, without the secrets, and accounts that lack one',
  response: credentialListSchema,
  handler: (ctx) => listCredentials(ctx),
})
