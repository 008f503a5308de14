import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { type FileToImport, type ImportedFile, importDocuments } from '#lib/documents/index.ts'
import type { DocumentContent } from '#lib/documents/schemas.ts'
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
  understood: understood && toUnderstood(understood),
})

function toUnderstood(content: DocumentContent): NonNullable<ImportedDecisionFile['understood']> {
  const { record, spike, layout, title, lines } = content
  const countLines = (all: typeof lines) =>
    all.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return {
    ...{ layout, title, lines },
    record: record && {
      ...{ number: record.number, status: record.status, statusText: record.statusText },
      options: record.options.length,
      criteria: record.criteria.length,
      openQuestions: record.openQuestions.length,
      followUps: record.followUps.length,
    },
    spike: spike && { decision: spike.decision, testSteps: spike.testSteps.length },
    checklists: content.taskLists.map((list) => ({ title: list.title, items: list.items.length })),
    runbooks: content.runbooks.map((runbook) => runbook.title),
    stages: content.stages.map(({ name }) => name),
    settingNames: content.settingNames.map(({ name }) => name),
    lineCount: countLines(lines),
    notUnderstoodCount: countLines(lines.filter(({ as }) => as === null)),
  }
}
