import { defineRoute } from '#lib/next/define-route.ts'
import { evidenceViewSchema, keepEvidence } from '#lib/spikes/index.ts'
import { KeepEvidenceInput, SpikePath } from '#lib/spikes/schemas.ts'

export const POST = defineRoute({
  summary: 'Keep what a criterion measures now, or a value entered by hand',
  params: SpikePath,
  body: KeepEvidenceInput,
  status: 201,
  response: evidenceViewSchema,
  handler: async (ctx, { params, body, request }) =>
    Response.json(await keepEvidence(ctx, params, body, request.signal), { status: 201 }),
})
