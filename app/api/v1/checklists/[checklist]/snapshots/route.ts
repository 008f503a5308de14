import {
  createdSnapshotSchema,
  freezeChecklist,
  listSnapshots,
  snapshotListSchema,
} from '#lib/checklists/index.ts'
import { ChecklistAddress, FreezeChecklistInput } from '#lib/checklists/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Snapshots of a checklist, newest first, and how much has gone bad since',
  params: ChecklistAddress,
  response: snapshotListSchema,
  handler: (ctx, { params }) => listSnapshots(ctx, params),
})

export const POST = defineRoute({
  summary: 'Freeze a checklist with all items and their evidence',
  params: ChecklistAddress,
  body: FreezeChecklistInput,
  status: 201,
  response: createdSnapshotSchema,
  handler: async (ctx, { params, body }) =>
    Response.json(await freezeChecklist(ctx, params, body), { status: 201 }),
})
