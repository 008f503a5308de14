import type { Splice } from '#lib/markdown/index.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import { withLineEnding } from './escape.ts'
import { lineEndingOf, toWholeLines } from './places.ts'
import { EditRefusal } from './refusal.ts'

/** Puts a test below its step, or replaces the one with that name. */
export function putTest(
  document: LocatedDocument,
  step: string,
  name: string,
  source: string,
): Splice[] {
  const found = document.spike.testSteps.find((each) => each.step.key === step)
  if (!found) throw new EditRefusal('step_not_found', `There is no test step "${step}".`)
  const known = document.spike.tests.find(({ block }) => block.name === name)
  const body = toTestSource(name, source)
  const fence = '`'.repeat(Math.max(3, ...[...body.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  const lines = [`${fence}yaml spike-test`, ...body.trimEnd().split('\n'), fence]
  if (known) return [replaceFence(document, known.fence, lines)]
  const indent = ' '.repeat(found.item.contentIndent)
  const text = lines.map((line) => (line === '' ? '' : indent + line)).join('\n')
  const insert = withLineEnding(`\n${text}`, lineEndingOf(document))
  return [{ start: found.item.end, end: found.item.end, insert }]
}

function replaceFence(
  document: LocatedDocument,
  fence: { start: number; end: number },
  lines: readonly string[],
): Splice {
  const { text } = document.reading.outline
  const indent = text.slice(
    toWholeLines(text, { start: fence.start, end: fence.start }).start,
    fence.start,
  )
  const joint = lineEndingOf(document)
  const insert = lines
    .map((line, index) => (index === 0 || line === '' ? line : indent + line))
    .join(joint)
  return { start: fence.start, end: fence.end, insert }
}

export function toTestSource(name: string, source: string): string {
  const text = `${source.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\s+$/, '')}\n`
  return /^name:/m.test(text) ? text : `name: ${name}\n${text}`
}

export function removeTest(document: LocatedDocument, name: string): Splice[] {
  const found = document.spike.tests.find(({ block }) => block.name === name)
  if (!found) throw new EditRefusal('test_not_found', `There is no test "${name}".`)
  return [{ ...toWholeLines(document.reading.outline.text, found.fence), insert: '' }]
}
