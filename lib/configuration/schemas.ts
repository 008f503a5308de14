import { z } from 'zod'
import { factVerdicts, presences, settingChanges, settingFindings } from './vocabulary.ts'

const moment = z.iso.datetime()
const presence = z.enum(presences)
const findings = z.array(z.enum(settingFindings)).readonly()

const settingSourceSchema = z.object({
  source: z
    .string()
    .describe('`platform`, `vercel`, `github-environment`, `example`, or a slug of the stage'),
  observedAt: moment.nullable().describe('When it last answered'),
  failure: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Why it could not be asked last time'),
})

const settingSchema = z.object({
  name: z.string(),
  presence: presence.describe('`unknown` while a source that might hold it could not be read'),
  requiredBy: z.enum(['catalog', 'example']).nullable(),
  places: z.array(
    z.object({
      source: z.string(),
      component: z.string().nullable().describe('Null for the whole stage'),
      kind: z.enum(['secret', 'variable']),
      updatedAt: moment.nullable(),
    }),
  ),
  findings,
})

const changeSchema = z.object({
  name: z.string(),
  source: z.string(),
  component: z.string().nullable(),
  change: z.enum(settingChanges),
  at: moment,
})

const factSchema = z.object({
  name: z.string(),
  subject: z.string().describe('The part it is about, as its platform names it'),
  source: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  verdict: z.enum(factVerdicts),
  observedAt: moment,
})

/** Names of settings of a stage, never values, with what the rules of the catalog say of them. */
export const stageConfigurationSchema = z.object({
  sources: z.array(settingSourceSchema).readonly(),
  settings: z.array(settingSchema).readonly(),
  comparedWith: z.string().nullable().describe('Stage that two of the rules compare with'),
  changes: z.array(changeSchema).readonly().describe('Newest first'),
  changesSince: moment.nullable().describe('The last deployment that succeeded'),
  facts: z.array(factSchema).readonly(),
  regionRule: z.string().nullable().describe('Where every part has to be'),
})

/** Stages of a system side by side. Equal letters in a row mean equal values, as far as sources let us compare. */
export const configurationMatrixSchema = z.object({
  stages: z.array(z.object({ slug: z.string(), name: z.string() })).readonly(),
  sources: z.array(settingSourceSchema.extend({ stage: z.string() })).readonly(),
  rows: z.array(
    z.object({
      name: z.string(),
      cells: z
        .array(z.object({ presence, sameAs: z.string().nullable(), findings }))
        .describe('In the order of `stages`'),
    }),
  ),
})

export type SettingSourceView = z.infer<typeof settingSourceSchema>
export type SettingView = z.infer<typeof settingSchema>
export type SettingChangeView = z.infer<typeof changeSchema>
export type FactView = z.infer<typeof factSchema>
export type StageConfiguration = z.infer<typeof stageConfigurationSchema>
export type ConfigurationMatrix = z.infer<typeof configurationMatrixSchema>
export type MatrixCell = ConfigurationMatrix['rows'][number]['cells'][number]
