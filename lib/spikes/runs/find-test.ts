import { invalidInput } from '#lib/core/errors.ts'
import { readDocument } from '#lib/documents/index.ts'
import { parseTest } from '../parse-test.ts'
import type { Plan } from '../plan.ts'

/** The steps of a test as its document has them now. Throws with line and column of every mistake. */
export function getTestSteps(content: string, name: string): readonly Plan[] {
  const blocks = readDocument(content).spike?.tests ?? []
  const block = blocks.find((each) => each.name === name)
  if (!block) {
    throw invalidInput(`The document of this spike has no test "${name}".`, {
      reason: 'test_missing',
      details: { tests: blocks.map((each) => each.name) },
    })
  }
  const parsed = parseTest(block.source, block.lines.from + 1)
  if (parsed.ok) return parsed.steps
  throw invalidInput(`The test "${name}" cannot be run as it is written.`, {
    reason: 'test_invalid',
    details: { problems: parsed.problems },
    fields: parsed.problems.map(({ line, column, message, nearest }) => ({
      path: `${line}:${column}`,
      message: nearest ? `${message} Did you mean "${nearest}"?` : message,
    })),
  })
}
