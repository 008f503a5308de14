import { z } from 'zod'
import { hostKeySchema, listHostKeys, TrustHostKeyInput, trustHostKey } from '#lib/hosting/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Hosts that are trusted over SSH, and by which key',
  response: z.array(hostKeySchema),
  handler: (ctx) => listHostKeys(ctx),
})

export const POST = defineRoute({
  summary: 'Trust a host by this key, instead of any it was trusted by before',
  body: TrustHostKeyInput,
  response: hostKeySchema,
  handler: (ctx, { body }) => trustHostKey(ctx, body),
})
