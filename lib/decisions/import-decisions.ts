import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { type FileToImport, type ImportedFile, importDocuments } from '#lib/documents/index.ts'
import { summariseContent } from '#lib/documents/read/summarise-content.ts'
import type { ImportedDecisionFile, ImportedDecisions } from './answers/imported.ts'
import type { ImportDecisionsInput } from './schemas.ts'

/** Takes Markdown files as records, spikes, checklists and runbooks, and says of each what was understood. */
export async function importDecisions(
  ctx: Context,
  input: ImportDecisionsInput,
): Promise<ImportedDecisions> {
  const given = input.files.map(
    ({ path, content, base64 }): FileToImport => ({
      path,
      content: content ?? Buffer.from(base64 ?? '', 'base64'),
    }),
  )
  const files = await importDocuments(ctx, { files: given, system: input.system })
  const count = (wanted: ImportedFile['outcome']) =>
    files.filter(({ outcome }) => outcome === wanted).length
  return {
    files: files.map(toFileAnswer),
    counts: {
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      refused: count('refused'),
    },
  }
}

const toFileAnswer = ({ understood, ...file }: ImportedFile): ImportedDecisionFile => ({
  ...file,
  understood: understood && summariseContent(understood),
})
