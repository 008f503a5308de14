import {
  deleteDecisionDraft,
  draftSchema,
  getDecisionDraft,
  saveDecisionDraft,
} from '#lib/decisions/index.ts'
import { DecisionPath, SaveDraftInput } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'What you typed of a decision record and have not saved',
  params: DecisionPath,
  response: draftSchema,
  handler: (ctx, { params }) => getDecisionDraft(ctx, params),
})

export const PUT = defineRoute({
  summary: 'Keep what you typed of a decision record; nobody else sees it',
  params: DecisionPath,
  body: SaveDraftInput,
  bodyLimitBytes: 8_388_608,
  verbatim: ['content'],
  response: draftSchema,
  handler: (ctx, { params, body }) => saveDecisionDraft(ctx, params, body),
})

export const DELETE = defineRoute({
  summary: 'Forget what you typed of a decision record',
  params: DecisionPath,
  status: 204,
  handler: async (ctx, { params }) => {
    await deleteDecisionDraft(ctx, params)
    return new Response(null, { status: 204 })
  },
})
