import { defineRoute } from '#lib/next/define-route.ts'
import { changeRun, runViewSchema } from '#lib/runbooks/index.ts'
import { ChangeRunInput, RunAddress } from '#lib/runbooks/schemas.ts'

export const PATCH = defineRoute({
  summary: 'Tick a step of a run, or end the run with what came of it',
  params: RunAddress,
  body: ChangeRunInput,
  response: runViewSchema,
  handler: (ctx, { params, body }) => changeRun(ctx, params, body),
})
