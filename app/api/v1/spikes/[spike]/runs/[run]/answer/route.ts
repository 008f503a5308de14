import { defineRoute } from '#lib/next/define-route.ts'
import { answerRun, runViewSchema } from '#lib/spikes/index.ts'
import { AnswerRunInput, RunPath } from '#lib/spikes/schemas.ts'

export const POST = defineRoute({
  summary: 'Answer the question a run waits with',
  params: RunPath,
  body: AnswerRunInput,
  response: runViewSchema,
  handler: (ctx, { params, body }) => answerRun(ctx, params, body),
})
