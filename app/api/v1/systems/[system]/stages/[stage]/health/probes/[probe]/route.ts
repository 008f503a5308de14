import { pausedProbeSchema, setProbePaused } from '#lib/health/index.ts'
import { ProbeAddress, SetProbePausedInput } from '#lib/health/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PATCH = defineRoute({
  summary: 'Pause or resume a probe',
  params: ProbeAddress,
  body: SetProbePausedInput,
  response: pausedProbeSchema,
  handler: (ctx, { params, body }) => setProbePaused(ctx, { ...params, ...body }),
})
