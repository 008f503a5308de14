import { z } from 'zod'
import { notUndone } from '../vocabulary.ts'
import { deployCandidateSchema } from './candidates.ts'
import { blockerSchema, holdViewSchema, stageRefSchema } from './common.ts'

const moment = z.iso.datetime()

const runningViewSchema = z.object({
  version: z.string().nullable(),
  commitSha: z.string().nullable(),
  since: moment.nullable(),
  deploymentId: z.string().nullable(),
  agreement: z.string().describe('`agreed disagreed record_only endpoint_only unknown`'),
})
export type RunningView = z.output<typeof runningViewSchema>

/** How much a person confirms: one click, a plain yes, or typing the system's name. */
export const confirmationSchema = z.enum(['click', 'confirm', 'type_name'])
export type Confirmation = z.output<typeof confirmationSchema>

const workflowInputTypeSchema = z.enum(['string', 'boolean', 'choice', 'number', 'environment'])
export type WorkflowInputType = z.output<typeof workflowInputTypeSchema>

/** An input people may fill in; those the catalog fixes are not listed. */
const workflowInputViewSchema = z.object({
  name: z.string(),
  type: workflowInputTypeSchema,
  description: z.string().nullable(),
  required: z.boolean(),
  default: z.string().nullable().describe('As text, the way it is sent'),
  options: z.array(z.string()).readonly().describe('For `choice`'),
})
export type WorkflowInputView = z.output<typeof workflowInputViewSchema>

export const deployOptionsSchema = stageRefSchema.extend({
  running: runningViewSchema,
  hold: holdViewSchema.nullable(),
  confirmation: confirmationSchema,
  workflow: z
    .object({
      file: z.string(),
      ref: z.string(),
      url: z.string().nullable(),
      inputs: z.array(workflowInputViewSchema).readonly(),
      fixedInputs: z
        .record(z.string(), z.string())
        .readonly()
        .describe('Inputs the catalog sets, which nobody can change here'),
    })
    .nullable(),
  tags: z.array(deployCandidateSchema).readonly(),
  branches: z.array(deployCandidateSchema).readonly(),
  commits: z.array(deployCandidateSchema).readonly().describe('Newest of the default branch'),
  blockers: z.array(blockerSchema).readonly().describe('All of them, those that block first'),
  canDeploy: z.boolean(),
  mayPassGate: z
    .boolean()
    .describe('Whether the reader may go on although blocking items of checklists are open'),
  usualDurationSeconds: z.int().nullable(),
})
export type DeployOptions = z.output<typeof deployOptionsSchema>

const healthVerdictSchema = z.enum(['healthy', 'unhealthy', 'unknown'])
export type HealthVerdict = z.output<typeof healthVerdictSchema>

/** A version that really ran on the stage. */
const rollbackTargetSchema = z.object({
  deploymentId: z.string(),
  number: z.int(),
  version: z.string(),
  commitSha: z.string(),
  ranFrom: moment,
  ranUntil: moment
    .nullable()
    .describe('Null for what runs now, which is no target but shown for comparison'),
  ranForSeconds: z.int(),
  health: z.object({
    verdict: healthVerdictSchema,
    uptimePermille: z
      .int()
      .nullable()
      .describe('Share of good measurements while it ran; null without any'),
    incidents: z.int().describe('Times the stage went down while it ran'),
  }),
  isRunning: z.boolean(),
})
export type RollbackTarget = z.output<typeof rollbackTargetSchema>

export const rollbackTargetsSchema = stageRefSchema.extend({
  running: runningViewSchema,
  targets: z.array(rollbackTargetSchema).readonly(),
  preselectedId: z
    .string()
    .nullable()
    .describe('The newest one that ran healthily; null when none did'),
  notUndone: z.array(z.enum(notUndone)).readonly(),
  confirmation: confirmationSchema,
  blockers: z.array(blockerSchema).readonly(),
  canRollBack: z.boolean(),
})
export type RollbackTargets = z.output<typeof rollbackTargetsSchema>
