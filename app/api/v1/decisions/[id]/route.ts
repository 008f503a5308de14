import {
  decisionDetailSchema,
  editDecision,
  getDecision,
  getDecisionText,
  savedDecisionSchema,
} from '#lib/decisions/index.ts'
import { DecisionPath, EditDecisionInput } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'
import { toMarkdownResponse } from '#lib/next/markdown-response.ts'

export const GET = defineRoute({
  summary: 'A decision record; with .md behind its id the text as it is stored',
  params: DecisionPath,
  response: decisionDetailSchema,
  handler: async (ctx, { params: { id }, request }) => {
    if (!id.endsWith('.md')) return getDecision(ctx, { id })
    return toMarkdownResponse(request, await getDecisionText(ctx, { id: id.slice(0, -3) }))
  },
})

export const PATCH = defineRoute({
  summary:
    'Change a decision record; what others saved meanwhile is merged or answered as a conflict',
  params: DecisionPath,
  body: EditDecisionInput,
  bodyLimitBytes: 8_388_608,
  verbatim: ['content', 'text', 'source'],
  response: savedDecisionSchema,
  handler: (ctx, { params, body }) => editDecision(ctx, params, body),
})
