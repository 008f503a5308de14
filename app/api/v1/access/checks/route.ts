import { z } from 'zod'
import { CheckAccessInput, checkAccessNow } from '#lib/credentials/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Ask the platforms again now what the portal may do there',
  body: CheckAccessInput,
  response: z.object({ count: z.int() }),
  status: 202,
  handler: async (ctx, { body }) => Response.json(await checkAccessNow(ctx, body), { status: 202 }),
})
