import type { DocumentContent } from '../schemas.ts'

/** What was understood of a text, in counts and names: what an import answers with. */
export function summariseContent(content: DocumentContent) {
  const { record, spike, layout, title, lines } = content
  const count = (some: typeof lines) => some.reduce((sum, { from, to }) => sum + to - from + 1, 0)
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
    lineCount: count(lines),
    notUnderstoodCount: count(lines.filter(({ as }) => as === null)),
  }
}
