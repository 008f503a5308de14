import { resolveDecisionConflict, savedDecisionSchema } from '#lib/decisions/index.ts'
import { DecisionPath, ResolveDecisionInput } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PUT = defineRoute({
  summary: 'End a conflict with the repository by the text made of all three',
  params: DecisionPath,
  body: ResolveDecisionInput,
  bodyLimitBytes: 8_388_608,
  verbatim: ['content'],
  response: savedDecisionSchema,
  handler: (ctx, { params, body }) => resolveDecisionConflict(ctx, params, body),
})
