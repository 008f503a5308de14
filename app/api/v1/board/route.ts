import { getBoard } from '#lib/board/index.ts'
import { boardSchema } from '#lib/board/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'What runs where: every system you may see, with the current state of its stages',
  response: boardSchema,
  handler: (ctx) => getBoard(ctx),
})
