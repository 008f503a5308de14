import { emptyRecord } from '#lib/decisions/empty-record.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'
import type { SpikeContent } from '#lib/documents/schemas.ts'

/** What a short document says, as somebody who read it would put it. Left out: not looked at. */
export type Told = {
  record?: null
  number?: string | null
  title?: string
  status?: string
  layout?: string
  recorded?: string | null
  decided?: string | null
  review?: string | null
  deciders?: readonly string[]
  consulted?: readonly string[]
  informed?: readonly string[]
  owner?: string | null
  context?: string | null
  hypothesis?: string | null
  outcome?: string | null
  consequences?: string | null
  chosen?: string | null
  options?: readonly string[]
  optionTexts?: readonly string[]
  pros?: readonly (readonly string[])[]
  cons?: readonly (readonly string[])[]
  criteria?: readonly string[]
  limits?: readonly (string | null)[]
  kinds?: readonly string[]
  weights?: readonly (number | null)[]
  cells?: readonly string[]
  supersedes?: readonly string[]
  supersededBy?: readonly string[]
  subjects?: readonly string[]
  questions?: readonly string[]
  followUps?: readonly (readonly [string, boolean | null])[]
  tasks?: readonly (readonly [string, boolean])[]
  lists?: readonly string[]
  steps?: readonly string[]
  tests?: readonly string[]
  abort?: readonly string[]
  timeBox?: number | null
  runbooks?: readonly string[]
  settings?: readonly string[]
  stages?: readonly string[]
  measures?: readonly (string | null)[]
  unread?: readonly number[]
}

/** Name, text, and what it says. */
export type RecordCase = readonly [name: string, text: string, told: Told]

const noSpike: Pick<
  SpikeContent,
  'criteria' | 'followUps' | 'testSteps' | 'tests' | 'abortCriteria' | 'timeBoxMinutes'
> = {
  ...{ criteria: [], followUps: [], testSteps: [], tests: [], abortCriteria: [] },
  timeBoxMinutes: null,
}

/** The same answers from the reader. */
export function tell(text: string): Required<Omit<Told, 'record'>> & { record: null | undefined } {
  const content = readDocument(text)
  const { layout, taskLists, runbooks, settingNames, stages, lines } = content
  const spike = content.spike ?? noSpike
  const { criteria, followUps } = spike
  const record = content.record ?? {
    ...emptyRecord({ number: null, title: content.title, status: 'proposed' }),
    ...{ criteria, followUps },
  }
  const { options } = record
  return {
    record: content.record ? undefined : null,
    number: record.number,
    title: record.title,
    status: content.record ? record.status : '',
    layout,
    recorded: record.recordedOn,
    decided: record.decidedOn,
    review: record.reviewOn,
    deciders: record.deciders,
    consulted: record.consulted,
    informed: record.informed,
    owner: record.owner,
    context: record.context,
    hypothesis: record.hypothesis,
    outcome: record.outcome,
    consequences: record.consequences,
    chosen: options.find(({ key }) => key === record.chosenOption)?.title ?? null,
    options: options.map(({ label, title: name }) => (label ? `${label}) ${name}` : name)),
    optionTexts: options.map(({ text: words }) => words),
    pros: options.map(({ pros }) => pros),
    cons: options.map(({ cons }) => cons),
    criteria: record.criteria.map(({ title: name }) => name),
    limits: record.criteria.map(({ operator, threshold, unit }) =>
      operator === null ? null : `${operator} ${threshold}${unit === null ? '' : ` ${unit}`}`,
    ),
    kinds: record.criteria.map(({ kind }) => kind),
    weights: record.criteria.map(({ weight }) => weight),
    cells: record.assessments.map(({ criterion, option, value, score, holds, reason }) => {
      const said =
        value ??
        (score === null ? null : `${score}p`) ??
        (holds === null ? '' : holds ? 'yes' : 'no')
      return `${criterion}/${option}: ${said}${reason === null ? '' : ` ${reason}`}`
    }),
    supersedes: record.supersedes,
    supersededBy: record.supersededBy,
    subjects: record.subjects,
    questions: record.openQuestions.map(({ text: words }) => words),
    followUps: record.followUps.map(({ text: words, isTicked }) => [words, isTicked]),
    tasks: taskLists.flatMap(({ items }) =>
      items.map((item) => [item.text, item.isTicked] as const),
    ),
    lists: taskLists.map(({ title: name }) => name),
    steps: spike.testSteps.map(({ title: name }) => name),
    tests: spike.tests.map(({ name, step }) => `${name}@${step}`),
    abort: spike.abortCriteria.map(({ title: name }) => name),
    timeBox: spike.timeBoxMinutes,
    runbooks: runbooks.map(
      ({ component, symptom, steps }) => `${component ?? '-'} ${symptom} ${steps.length}`,
    ),
    settings: settingNames.map(({ name }) => name),
    stages: stages.map(({ name, url }) => `${name} ${url ?? '-'}`),
    measures: record.criteria.map(({ binding }) =>
      binding === null
        ? null
        : [
            binding.measure,
            binding.windowSeconds,
            binding.stage,
            JSON.stringify(binding.parameters),
          ].join(' '),
    ),
    unread: lines.filter(({ as }) => as === null).map(({ from }) => from),
  }
}
