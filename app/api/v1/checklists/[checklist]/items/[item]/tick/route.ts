import { itemViewSchema, tickItem } from '#lib/checklists/index.ts'
import { ItemAddress, TickItemInput } from '#lib/checklists/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PUT = defineRoute({
  summary: 'Tick or untick the box of an item in its file; in a repository as a pull request',
  params: ItemAddress,
  body: TickItemInput,
  response: itemViewSchema,
  handler: (ctx, { params, body }) => tickItem(ctx, params, body),
})
