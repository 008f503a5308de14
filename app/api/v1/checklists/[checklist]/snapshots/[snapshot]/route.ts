import { getSnapshot, snapshotViewSchema } from '#lib/checklists/index.ts'
import { SnapshotAddress } from '#lib/checklists/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'A snapshot of a checklist with its difference to today',
  params: SnapshotAddress,
  response: snapshotViewSchema,
  handler: (ctx, { params }) => getSnapshot(ctx, params),
})
