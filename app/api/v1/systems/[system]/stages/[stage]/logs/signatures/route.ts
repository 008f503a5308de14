import { errorSignaturesSchema, listErrorSignatures } from '#lib/logs/index.ts'
import { StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'The newest errors of a stage by kind, before and after its newest deployment',
  params: StagePath,
  response: errorSignaturesSchema,
  handler: (ctx, { params, request }) => listErrorSignatures(ctx, params, request.signal),
})
