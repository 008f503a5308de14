import { HostKeyAddress, offeredHostKeySchema, readHostKey } from '#lib/hosting/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Ask a host for the key it shows; nothing is trusted by it',
  body: HostKeyAddress,
  response: offeredHostKeySchema,
  handler: (ctx, { body }) => readHostKey(ctx, body),
})
