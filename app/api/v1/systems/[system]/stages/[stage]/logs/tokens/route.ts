import {
  createdLogTokenSchema,
  createLogToken,
  listLogTokens,
  logTokenListSchema,
} from '#lib/logs/index.ts'
import { CreateLogTokenInput, StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Tokens that push log lines of a stage',
  params: StagePath,
  response: logTokenListSchema,
  handler: async (ctx, { params }) => ({ items: await listLogTokens(ctx, params) }),
})

export const POST = defineRoute({
  summary: 'Create a token that pushes log lines of a stage; it is shown once',
  params: StagePath,
  body: CreateLogTokenInput,
  status: 201,
  response: createdLogTokenSchema,
  handler: async (ctx, { params, body }) =>
    Response.json(await createLogToken(ctx, params, body), { status: 201 }),
})
