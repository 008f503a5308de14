import { importDecisions, importedDecisionsSchema } from '#lib/decisions/index.ts'
import { ImportDecisionsInput } from '#lib/decisions/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'
import { readFilesOrJson } from '#lib/next/read-files.ts'

export const POST = defineRoute({
  summary:
    'Import Markdown files, as JSON or as a form, and say of each line what it was taken for',
  body: ImportDecisionsInput,
  bodyLimitBytes: 33_554_432,
  readBody: readFilesOrJson,
  verbatim: ['content'],
  response: importedDecisionsSchema,
  handler: (ctx, { body }) => importDecisions(ctx, body),
})
