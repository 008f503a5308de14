import { getPingUrl, pingUrlSchema, rotatePingToken } from '#lib/health/index.ts'
import { ProbeAddress } from '#lib/health/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'The ping URL of a heartbeat',
  params: ProbeAddress,
  response: pingUrlSchema,
  handler: (ctx, { params }) => getPingUrl(ctx, params),
})

export const POST = defineRoute({
  summary: 'End the ping URL of a heartbeat and make a new one',
  params: ProbeAddress,
  response: pingUrlSchema,
  handler: (ctx, { params }) => rotatePingToken(ctx, params),
})
