import { auditPageSchema, ListAuditEntriesInput, listAuditEntries } from '#lib/audit/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'What was changed, by whom, newest first, as far as you may know of it',
  query: ListAuditEntriesInput,
  response: auditPageSchema,
  handler: (ctx, { query }) => listAuditEntries(ctx, query),
})
