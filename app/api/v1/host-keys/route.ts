import { z } from 'zod'
import {
  forgetHostKey,
  HostKeyAddress,
  hostKeySchema,
  listHostKeys,
  TrustHostKeyInput,
  trustHostKey,
} from '#lib/hosting/index.ts'
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

export const DELETE = defineRoute({
  summary: 'Trust a host no longer',
  body: HostKeyAddress,
  status: 204,
  handler: async (ctx, { body }) => {
    await forgetHostKey(ctx, body)
    return new Response(null, { status: 204 })
  },
})
