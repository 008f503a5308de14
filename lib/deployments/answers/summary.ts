import { z } from 'zod'
import { deploymentKinds, deploymentStates, stateReasons } from '../vocabulary.ts'
import { actorNameSchema, detailsSchema, stageRefSchema } from './common.ts'

const moment = z.iso.datetime()

/** Why a deployment is where it is: a word to translate, its facts, and the sentence of the API. */
const stateExplanationSchema = z.object({
  code: z.enum(stateReasons),
  details: detailsSchema,
  sentence: z.string().describe('English; screens translate `code` with `details` instead'),
})
export type StateExplanation = z.output<typeof stateExplanationSchema>

/** A deployment as lists show it. */
export const deploymentSummarySchema = stageRefSchema
  .extend({
    id: z.string(),
    number: z.int().describe('Running number within the stage: "#12"'),
    kind: z.enum(deploymentKinds),
    state: z.enum(deploymentStates),
    stateSince: moment,
    explanation: stateExplanationSchema.nullable().describe('Null while all is well'),
    isActive: z.boolean().describe("Holds the stage's lock"),
    ref: z.string(),
    version: z.string(),
    commitSha: z.string().nullable(),
    previousVersion: z.string().nullable(),
    previousCommitSha: z.string().nullable(),
    reason: z.string().nullable().describe('What the person gave as their reason'),
    requestedBy: actorNameSchema,
    runUrl: z.string().nullable(),
    runAttempt: z.int().nullable(),
    createdAt: moment,
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
    durationSeconds: z.int().describe('From the request to the end, or to now while active'),
    usualDurationSeconds: z
      .int()
      .nullable()
      .describe('Median of past successes of this stage; null before the first'),
    replacedAt: moment
      .nullable()
      .describe('When a newer success took its place; null for what runs now'),
  })
  .meta({ id: 'Deployment' })
export type DeploymentSummary = z.output<typeof deploymentSummarySchema>

export const deploymentPageSchema = z.object({
  items: z.array(deploymentSummarySchema).readonly(),
  nextCursor: z.string().nullable().describe('Pass as `cursor` for the next page; null at the end'),
})
export type DeploymentPage = z.output<typeof deploymentPageSchema>
