import { changeItem, itemViewSchema } from '#lib/checklists/index.ts'
import { ChangeItemInput, ItemAddress } from '#lib/checklists/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PATCH = defineRoute({
  summary: 'Attest an item, set it aside, bind it to a check or a link, or say whether it blocks',
  params: ItemAddress,
  body: ChangeItemInput,
  response: itemViewSchema,
  handler: (ctx, { params, body }) => changeItem(ctx, params, body),
})
