import type { Block, Item } from '#lib/markdown/index.ts'
import type { SpikeContent } from '../schemas.ts'
import { type LocatedCriterion, readCriterionItems } from './criteria.ts'
import { type Field, findField } from './fields.ts'
import { fold, Keys, toKey, toPlain } from './fold.ts'
import { type LocatedTask, readTasks, stripComments, toItemKey } from './items.ts'
import { splitLabel, splitLead, toText } from './labels.ts'
import { numberPattern, readNumberedTitle } from './numbers.ts'
import { firstWords, listItems, type Reading, toItemMarkdown } from './reading.ts'
import { allOf, textOf } from './record.ts'
import { type HeadingMeaning, readHeadingMeaning } from './vocabulary.ts'

type TestStep = SpikeContent['testSteps'][number]
type TestBlock = SpikeContent['tests'][number]

export type LocatedSpike = {
  testSteps: { step: TestStep; item: Item }[]
  tests: { block: TestBlock; fence: Block; item: Item | null }[]
  abortCriteria: LocatedCriterion[]
  prerequisites: LocatedTask[]
  setupSteps: LocatedTask[]
}

export function locateSpike(reading: Reading): LocatedSpike {
  const testSteps = readTestSteps(reading)
  const tests = readTests(reading, testSteps)
  for (const { block } of tests) {
    const step = testSteps.find(({ step: { key } }) => key === block.step)
    if (step && step.step.test === null) step.step.test = block.name
  }
  return {
    testSteps,
    tests,
    abortCriteria: readCriterionItems(
      reading,
      allOf(reading, 'abort_criteria'),
      new Keys(),
      'abort_criterion',
    ),
    prerequisites: readTasks(reading, allOf(reading, 'prerequisites'), new Keys(), 'prerequisite'),
    setupSteps: readTasks(reading, allOf(reading, 'setup'), new Keys(), 'setup_step'),
  }
}

const maxSteps = 500

function readTestSteps(reading: Reading): LocatedSpike['testSteps'] {
  const keys = new Keys()
  return allOf(reading, 'test_steps')
    .flatMap(({ blocks }) => listItems(blocks))
    .slice(0, maxSteps)
    .flatMap((item) => {
      const inlines = firstWords(item)
      const words = toText(inlines)
      if (words === '') return []
      reading.take(item, 'test_step')
      const lead = splitLead(inlines)
      const colon = splitLabel(inlines)
      const title = toPlain(lead?.lead ?? colon?.label ?? words).replace(/:$/, '')
      const from = lead?.behind ?? colon?.value.start ?? item.blocks[0]?.end ?? item.end
      const text = stripComments(toItemMarkdown(reading, item, from))
      const step: TestStep = {
        key: toItemKey(keys, item, title),
        title,
        text: withoutTests(text)
          .replace(/^\s*:\s*/, '')
          .trim(),
        test: null,
        lines: reading.toLines(item),
      }
      return [{ step, item }]
    })
}

function withoutTests(text: string): string {
  return text
    .replace(/^[ \t]*(`{3,}|~{3,})[ \t]*yaml spike-test[\s\S]*?^[ \t]*\1[ \t]*$/gm, '')
    .trim()
}

export function isTestFence(block: Block): boolean {
  return block.kind === 'fence' && /^ya?ml\s+spike-test\b/.test(block.info)
}

function readTests(reading: Reading, steps: LocatedSpike['testSteps']): LocatedSpike['tests'] {
  const names = new Keys()
  const fences = findFences(
    reading.outline.sections.flatMap(({ blocks }) => blocks),
    null,
  )
  return fences.slice(0, maxSteps).flatMap(({ fence, item }) => {
    if (fence.kind !== 'fence') return []
    reading.take(fence, 'test')
    const around = steps.find(
      (step) => step.item.start <= fence.start && fence.end <= step.item.end,
    )
    const before = steps.findLast(
      (step) => step.item.end <= fence.start && isSameSection(reading, step.item, fence),
    )
    const name = /^name:[ \t]*["']?([^"'\n#]+?)["']?[ \t]*(?:#.*)?$/m.exec(fence.value)?.[1]
    const block: TestBlock = {
      name: names.next(name ?? 'test'),
      source: fence.value,
      step: (around ?? before)?.step.key ?? null,
      lines: reading.toLines(fence),
    }
    return [{ block, fence, item: around?.item ?? item }]
  })
}

function isSameSection(reading: Reading, a: { start: number }, b: { start: number }): boolean {
  return !reading.outline.sections.some(({ start }) => start > a.start && start <= b.start)
}

function findFences(
  blocks: readonly Block[],
  item: Item | null,
): { fence: Block; item: Item | null }[] {
  return blocks.flatMap((block) => {
    if (isTestFence(block)) return [{ fence: block, item }]
    if (block.kind === 'list') return block.items.flatMap((each) => findFences(each.blocks, each))
    return block.kind === 'quote' ? findFences(block.blocks, item) : []
  })
}

export function toSpike(
  reading: Reading,
  fields: readonly Field[],
  located: LocatedSpike,
  criteria: SpikeContent['criteria'],
  followUps: SpikeContent['followUps'],
): SpikeContent {
  return {
    decision: findDecision(reading, fields),
    question: textOf(reading, 'goal', 'context'),
    timeBoxMinutes: readMinutes(findField(fields, 'time_box')?.text ?? ''),
    stage: findField(fields, 'stage')?.text || null,
    prerequisites: located.prerequisites.map(({ task }) => task),
    setupSteps: located.setupSteps.map(({ task }) => task),
    testSteps: located.testSteps.map(({ step }) => step),
    tests: located.tests.map(({ block }) => block),
    criteria,
    abortCriteria: located.abortCriteria.map(({ criterion }) => criterion),
    observations: readResult(reading, 'observations'),
    recommendation: readResult(reading, 'recommendation'),
    readiness: readResult(reading, 'readiness'),
    followUps,
  }
}

function findDecision(reading: Reading, fields: readonly Field[]): string | null {
  const field = findField(fields, 'decision')?.text ?? ''
  const named = numberPattern.exec(toPlain(field))?.[0]
  return named ?? (field || null) ?? readNumberedTitle(reading.title?.title ?? '').number
}

type ResultPart = 'observations' | 'recommendation' | 'readiness'

/** The bullet of a result that says this, wherever its words are. */
export function findResultItem(reading: Reading, part: ResultPart): Item | null {
  return (
    allOf(reading, 'result')
      .flatMap(({ blocks }) => listItems(blocks))
      .find((item) => readHeadingMeaning(splitLabel(firstWords(item))?.label ?? '') === part) ??
    null
  )
}

function readResult(reading: Reading, part: ResultPart): string | null {
  for (const section of allOf(reading, 'result')) reading.take(section.body, 'result')
  const own = textOf(reading, part satisfies HeadingMeaning)
  if (own !== null) return own
  const item = findResultItem(reading, part)
  const value = item && splitLabel(firstWords(item))?.value
  if (!item || !value) return null
  const text = toItemMarkdown(reading, item, value.start).trim()
  return text === '' ? null : text
}

const minuteUnits: readonly (readonly [RegExp, number])[] = [
  [/^(?:min|m\b|minute)/, 1],
  [/^(?:h\b|std|stunde|hour)/, 60],
  [/^(?:d\b|t\b|pt\b|tag|day|personentag)/, 480],
  [/^(?:w\b|woche|week)/, 2_400],
]

/** `4 h`, `2 Tage`, `90 min`; a day is eight hours, a week five days. */
export function readMinutes(text: string): number | null {
  let minutes: number | null = null
  for (const [, amount = '', unit = ''] of fold(text).matchAll(
    /(\d{1,4}(?:[.,]\d+)?)\s*([a-z]+)/g,
  )) {
    const factor = minuteUnits.find(([pattern]) => pattern.test(unit))?.[1]
    if (factor) minutes = (minutes ?? 0) + Math.round(Number(amount.replace(',', '.')) * factor)
  }
  return minutes
}

/** Whether the text is a spike: it says so, or it has what only a spike has. */
export function isSpike(
  reading: Reading,
  fields: readonly Field[],
  located: LocatedSpike,
): boolean {
  const kind = toKey(findField(fields, 'kind')?.text ?? '')
  if (kind === 'spike' || readNumberedTitle(reading.title?.title ?? '').isSpike) return true
  const parts = [located.testSteps, located.tests, located.abortCriteria, located.setupSteps]
  return parts.filter((part) => part.length > 0).length >= 2 || located.tests.length > 0
}
