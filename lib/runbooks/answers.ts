import { z } from 'zod'
import { symptoms } from '#lib/documents/words.ts'
import { matchReasons } from './words.ts'

const moment = z.iso.datetime()
const person = z.string().nullable()

const stepSchema = z.object({ key: z.string(), text: z.string(), command: z.string().nullable() })

export const runViewSchema = z
  .object({
    id: z.string(),
    runbook: z.string(),
    title: z.string(),
    startedBy: z.string(),
    startedAt: moment,
    finishedAt: moment.nullable(),
    outcome: z.string().nullable(),
    steps: z.array(stepSchema.extend({ doneBy: person, doneAt: moment.nullable() })).readonly(),
  })
  .meta({ id: 'RunbookRun' })
export type RunView = z.output<typeof runViewSchema>

export const runbookViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  document: z.string().describe('Title of the document it is read from'),
  component: z.string().nullable().describe('Null: any'),
  symptom: z.enum(symptoms),
  steps: z.array(stepSchema).readonly(),
  because: z
    .object({ reason: z.enum(matchReasons), component: z.string().nullable() })
    .nullable()
    .describe('Why it helps now; null while nothing calls for it'),
})
export type RunbookView = z.output<typeof runbookViewSchema>

const factsSchema = z.object({
  database: z
    .object({ probe: z.string(), health: z.string(), observedAt: moment.nullable() })
    .nullable()
    .describe('What the probe of a database says; null without one'),
  missingSettings: z
    .array(z.string())
    .readonly()
    .nullable()
    .describe('Names of required settings that are absent; null while nobody can tell'),
  lastDeployment: z
    .object({
      id: z.string(),
      number: z.int(),
      version: z.string(),
      state: z.string(),
      at: moment,
      actor: z.string(),
    })
    .nullable(),
  failing: z
    .array(
      z.object({ component: z.string(), probe: z.string(), health: z.string(), reason: person }),
    )
    .readonly(),
})
export type RunbookFacts = z.output<typeof factsSchema>

export const stageRunbooksSchema = z.object({
  runbooks: z.array(runbookViewSchema).readonly().describe('Those that help now first'),
  facts: factsSchema,
  runs: z.array(runViewSchema).readonly().describe('Under way first, then the newest'),
  may: z.object({ run: z.boolean() }),
})
export type StageRunbooks = z.output<typeof stageRunbooksSchema>
