import { defineRoute } from '#lib/next/define-route.ts'
import { runViewSchema, startRun } from '#lib/runbooks/index.ts'
import { RunbookAddress } from '#lib/runbooks/schemas.ts'

export const POST = defineRoute({
  summary: 'Start going through a runbook on a stage, or join whoever is at it',
  params: RunbookAddress,
  status: 201,
  response: runViewSchema,
  handler: async (ctx, { params }) => Response.json(await startRun(ctx, params), { status: 201 }),
})
