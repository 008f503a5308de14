import { z } from 'zod'
import { decisionStatuses, operators, symptoms } from './words.ts'

/** Lines of the text, counted from 1, both included. */
export const linesSchema = z.strictObject({ from: z.int(), to: z.int() })

const day = z.iso.date()
const markdown = z.string()
const task = z.strictObject({
  /** `<!-- id:… -->` of the line, or made from its section and words; survives ticking and moving. */
  key: z.string(),
  text: z.string(),
  /** Null for a plain bullet without a box. */
  isTicked: z.boolean().nullable(),
  url: z.string().nullable(),
  lines: linesSchema,
})

/** What the portal measures for a criterion: `` `measure: availability 7d >= 99.5 % on mvp/staging` ``. */
export const bindingSchema = z.strictObject({
  measure: z.string(),
  /** As written: `component=worker`. */
  parameters: z.record(z.string(), z.string()),
  windowSeconds: z.int().nullable(),
  /** `system/stage`; null takes the stage of the spike or of the decision. */
  stage: z.string().nullable(),
})

export const optionSchema = z.strictObject({
  /** `a`, or made from the title. */
  key: z.string(),
  /** `A` where the author wrote one. */
  label: z.string().nullable(),
  title: z.string(),
  text: markdown,
  pros: z.array(z.string()),
  cons: z.array(z.string()),
  lines: linesSchema,
})

export const criterionSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  text: markdown,
  /** `must` strikes out an option that fails it; `score` counts with its weight; `question` is words only. */
  kind: z.enum(['must', 'score', 'question']),
  weight: z.number().nullable(),
  unit: z.string().nullable(),
  operator: z.enum(operators).nullable(),
  threshold: z.number().nullable(),
  binding: bindingSchema.nullable(),
  lines: linesSchema,
})

/** One cell of the table options × criteria. Without value and score it is open, which is not zero. */
export const assessmentSchema = z.strictObject({
  criterion: z.string(),
  option: z.string(),
  value: z.number().nullable(),
  score: z.number().nullable(),
  /** Yes or no for a must without a number; null when not said. */
  holds: z.boolean().nullable(),
  reason: z.string().nullable(),
  evidenceUrl: z.string().nullable(),
  line: z.int(),
})

export const testStepSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  text: markdown,
  /** Name of the test it can be run as; null while it is words only. */
  test: z.string().nullable(),
  lines: linesSchema,
})

/** A fenced block ```` ```yaml spike-test ````: parsed by lib/spikes, carried here as written. */
export const testBlockSchema = z.strictObject({
  name: z.string(),
  source: z.string(),
  /** Key of the test step it stands below. */
  step: z.string().nullable(),
  lines: linesSchema,
})

export const taskListSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  deadline: day.nullable(),
  owner: z.string().nullable(),
  items: z.array(
    task.extend({
      isTicked: z.boolean(),
      section: z.string().nullable(),
      /** `<!-- check: port-443 -->` of the line, as written; null without. */
      check: z.string().nullable(),
      isBlocking: z.boolean(),
    }),
  ),
  lines: linesSchema,
})

export const runbookSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  component: z.string().nullable(),
  symptom: z.enum(symptoms),
  steps: z.array(
    z.strictObject({ key: z.string(), text: markdown, command: z.string().nullable() }),
  ),
  lines: linesSchema,
})

/** What a document says as a decision record. Null and empty mean: the text does not say. */
export const recordContentSchema = z.strictObject({
  number: z.string().nullable(),
  title: z.string(),
  status: z.enum(decisionStatuses),
  /** Status as written, with what stands around it. */
  statusText: z.string().nullable(),
  recordedOn: day.nullable(),
  decidedOn: day.nullable(),
  reviewOn: day.nullable(),
  deciders: z.array(z.string()),
  consulted: z.array(z.string()),
  informed: z.array(z.string()),
  owner: z.string().nullable(),
  context: markdown.nullable(),
  hypothesis: markdown.nullable(),
  outcome: markdown.nullable(),
  /** Key of the option the outcome names. */
  chosenOption: z.string().nullable(),
  consequences: markdown.nullable(),
  options: z.array(optionSchema),
  criteria: z.array(criterionSchema),
  assessments: z.array(assessmentSchema),
  supersedes: z.array(z.string()),
  supersededBy: z.array(z.string()),
  /** `system` or `system/stage` slugs of front matter or a line "Systeme:". */
  subjects: z.array(z.string()),
  openQuestions: z.array(task),
  followUps: z.array(task),
})
export type RecordContent = z.output<typeof recordContentSchema>

/** What a document says as a spike. */
export const spikeContentSchema = z.strictObject({
  /** Number of the decision it belongs to. */
  decision: z.string().nullable(),
  question: markdown.nullable(),
  timeBoxMinutes: z.int().nullable(),
  stage: z.string().nullable(),
  prerequisites: z.array(task),
  setupSteps: z.array(task),
  testSteps: z.array(testStepSchema),
  tests: z.array(testBlockSchema),
  criteria: z.array(criterionSchema),
  abortCriteria: z.array(criterionSchema),
  observations: markdown.nullable(),
  recommendation: markdown.nullable(),
  readiness: markdown.nullable(),
  followUps: z.array(task),
})
export type SpikeContent = z.output<typeof spikeContentSchema>

/** Everything the portal understands of a Markdown document. */
export const documentContentSchema = z.strictObject({
  title: z.string(),
  /** MADR, Nygard, log4brains, or free headings. */
  layout: z.enum(['madr', 'nygard', 'log4brains', 'free']),
  /** Null when nothing in it is a decision. */
  record: recordContentSchema.nullable(),
  spike: spikeContentSchema.nullable(),
  taskLists: z.array(taskListSchema),
  /** Entries of a plan of tests, outside of a spike's test steps. */
  testPlan: z.array(task),
  /** Limits told outside of a record's criteria: `Ladezeiten-Ziel: < 1.5 Sekunden`. */
  targets: z.array(criterionSchema),
  runbooks: z.array(runbookSchema),
  /** Rows of a table of stages: name and address as written. */
  stages: z.array(z.strictObject({ name: z.string(), url: z.string().nullable(), line: z.int() })),
  /** Names of settings, never values. */
  settingNames: z.array(z.strictObject({ name: z.string(), line: z.int() })),
  /** Every non-empty line, in order: what it was taken for; null is kept and shown, but not understood. */
  lines: z.array(linesSchema.extend({ as: z.string().nullable() })),
})
export type DocumentContent = z.output<typeof documentContentSchema>
export type Option = z.output<typeof optionSchema>
export type Criterion = z.output<typeof criterionSchema>
export type Assessment = z.output<typeof assessmentSchema>
export type Task = z.output<typeof task>
export type TaskList = z.output<typeof taskListSchema>
export type RunbookContent = z.output<typeof runbookSchema>
export type Binding = z.output<typeof bindingSchema>

const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\r\n\0]*$/, 'is one line')
const words = z.string().max(100_000)
const personName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n\0,;]*$/, 'is one name')
const reference = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)
const subject = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)?$/)
const criterionFields = {
  kind: z.enum(['must', 'score', 'question']).optional(),
  weight: z.number().min(0).max(1_000).nullable().optional(),
  unit: oneLine.nullable().optional(),
  target: z
    .strictObject({ operator: z.enum(operators), threshold: z.number() })
    .nullable()
    .optional(),
  /** What stands behind `measure:`: `availability 7d on mvp/staging`. */
  measure: oneLine.nullable().optional(),
}

/** A change of what a document says. `applyEdits` makes it a change of as few bytes as it takes. */
export const documentEditSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('set_title'), title: oneLine }),
    z.strictObject({ kind: z.literal('set_status'), status: z.enum(decisionStatuses) }),
    z.strictObject({
      kind: z.literal('set_date'),
      field: z.enum(['recorded_on', 'decided_on', 'review_on']),
      day: day.nullable(),
    }),
    z.strictObject({
      kind: z.literal('set_people'),
      field: z.enum(['deciders', 'consulted', 'informed']),
      names: z.array(personName).max(50),
    }),
    z.strictObject({ kind: z.literal('set_owner'), name: oneLine.nullable() }),
    z.strictObject({
      kind: z.literal('set_section'),
      section: z.enum(['context', 'hypothesis', 'outcome', 'consequences']),
      text: words,
    }),
    z.strictObject({
      kind: z.literal('set_chosen_option'),
      option: z.string(),
      reason: oneLine.nullable().optional(),
    }),
    z.strictObject({ kind: z.literal('add_option'), title: oneLine, text: oneLine.optional() }),
    z.strictObject({
      kind: z.literal('change_option'),
      option: z.string(),
      title: oneLine.optional(),
      text: words.optional(),
    }),
    z.strictObject({ kind: z.literal('remove_option'), option: z.string() }),
    z.strictObject({
      kind: z.literal('add_criterion'),
      title: oneLine,
      fields: z.strictObject(criterionFields),
    }),
    z.strictObject({
      kind: z.literal('change_criterion'),
      criterion: z.string(),
      title: oneLine.optional(),
      fields: z.strictObject(criterionFields),
    }),
    z.strictObject({ kind: z.literal('remove_criterion'), criterion: z.string() }),
    z.strictObject({
      kind: z.literal('set_assessment'),
      criterion: z.string(),
      option: z.string(),
      /** Null opens the cell again, which is not zero. */
      assessment: z
        .strictObject({
          value: z.number().nullable(),
          score: z.number().nullable(),
          holds: z.boolean().nullable(),
          reason: oneLine.nullable(),
          evidenceUrl: z.url().max(2_000).nullable(),
        })
        .nullable(),
    }),
    z.strictObject({ kind: z.literal('set_supersedes'), numbers: z.array(reference).max(50) }),
    z.strictObject({ kind: z.literal('set_superseded_by'), numbers: z.array(reference).max(50) }),
    z.strictObject({ kind: z.literal('set_subjects'), subjects: z.array(subject).max(100) }),
    z.strictObject({
      kind: z.literal('add_task'),
      list: z.string(),
      section: z.string().nullable().optional(),
      text: oneLine,
      check: oneLine.nullable().optional(),
      isBlocking: z.boolean().optional(),
    }),
    z.strictObject({
      kind: z.literal('tick_task'),
      /** Key of a task list, or one of `follow_ups`, `open_questions`, `prerequisites`, `setup_steps`. */
      list: z.string(),
      task: z.string(),
      isTicked: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal('set_task_check'),
      list: z.string(),
      task: z.string(),
      check: oneLine.nullable(),
    }),
    z.strictObject({ kind: z.literal('add_open_question'), text: oneLine }),
    z.strictObject({
      kind: z.literal('add_follow_up'),
      text: oneLine,
      url: z.url().max(2_000).nullable().optional(),
    }),
    z.strictObject({
      kind: z.literal('set_result'),
      part: z.enum(['observations', 'recommendation', 'readiness']),
      text: words,
    }),
    z.strictObject({
      kind: z.literal('set_time_box'),
      minutes: z.int().min(1).max(1_000_000).nullable(),
    }),
    z.strictObject({
      kind: z.literal('put_test'),
      /** Key of the test step it belongs below. */
      step: z.string(),
      name: reference,
      /** YAML; a line `name:` is put before it where it has none. */
      source: words,
    }),
    z.strictObject({ kind: z.literal('remove_test'), name: z.string() }),
  ])
  .meta({ id: 'DocumentEdit' })
export type DocumentEdit = z.output<typeof documentEditSchema>
export type DocumentEditInput = z.input<typeof documentEditSchema>
