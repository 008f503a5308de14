import { z } from 'zod'
import { hostSchema, listHosts } from '#lib/hosting/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Hosts that stages run on or that are trusted, those nobody trusted first',
  response: z.array(hostSchema),
  handler: (ctx) => listHosts(ctx),
})
