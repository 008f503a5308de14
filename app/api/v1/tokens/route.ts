import { z } from 'zod'
import {
  apiTokenSchema,
  CreateApiTokenInput,
  createApiToken,
  listApiTokens,
} from '#lib/auth/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'API tokens, without the tokens themselves',
  response: z.array(apiTokenSchema),
  handler: (ctx) => listApiTokens(ctx),
})

export const POST = defineRoute({
  summary: 'Create an API token; the answer holds it, and nothing else ever will',
  body: CreateApiTokenInput,
  response: apiTokenSchema.extend({ token: z.string() }),
  status: 201,
  handler: async (ctx, { body }) => Response.json(await createApiToken(ctx, body), { status: 201 }),
})
