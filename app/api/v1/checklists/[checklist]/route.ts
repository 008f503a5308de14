import {
  changeChecklist,
  checklistSummarySchema,
  checklistViewSchema,
  getChecklist,
  toMarkdown,
} from '#lib/checklists/index.ts'
import {
  ChangeChecklistInput,
  ChecklistAddress,
  ChecklistFileAddress,
  MarkdownQuery,
} from '#lib/checklists/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'A checklist with its items and their evidence; with `.md` behind the id as Markdown',
  params: ChecklistFileAddress,
  query: MarkdownQuery,
  response: checklistViewSchema,
  handler: async (ctx, { params, query }) => {
    const list = await getChecklist(ctx, { checklist: params.checklist.id })
    if (!params.checklist.isMarkdown) return list
    return new Response(toMarkdown(list, query.language, ctx.now()), {
      headers: { 'content-type': 'text/markdown; charset=utf-8' },
    })
  },
})

export const PATCH = defineRoute({
  summary: 'Change where a checklist holds, who sees to it until when, and whether it is a gate',
  params: ChecklistAddress,
  body: ChangeChecklistInput,
  response: checklistSummarySchema,
  handler: (ctx, { params, body }) => changeChecklist(ctx, params, body),
})
