import { z } from 'zod'
import { backupPolicySchema } from './backup-schemas.ts'
import { configurationSchema } from './configuration-schemas.ts'
import {
  count,
  duration,
  inputName,
  listOf,
  markdownPattern,
  ref,
  repository,
  settingName,
  slug,
  text,
  webAddress,
  workflowFile,
} from './fields.ts'
import { hostingSchema } from './hosting-schemas.ts'
import { logSchema } from './log-schemas.ts'
import { probeSchema } from './probe-schemas.ts'
import { sourceSchema } from './source-schemas.ts'
import { COMPONENT_KINDS, STAGE_RISKS } from './words.ts'

const linkSchema = z.strictObject({ title: text(100), url: webAddress })

const componentSchema = z.strictObject({
  slug,
  name: text(100).optional().describe('Defaults to the slug'),
  kind: z.enum(COMPONENT_KINDS),
})

const deploySchema = z.strictObject({
  workflow: workflowFile,
  ref: ref.default('main').describe('Branch whose workflow file is started'),
  commitInput: inputName.default('commit').describe('Workflow input that takes the commit'),
  correlationInput: inputName
    .default('portal_run_id')
    .describe('Workflow input that takes the id by which the run is recognised'),
  inputs: z.record(inputName, z.string()).default({}).describe('Inputs sent with every deployment'),
  verifyWithin: duration('10s', '1h')
    .default('5m')
    .describe('Health and version must agree with the deployment by then'),
})

const expectationsSchema = z.strictObject({
  loadTimeMs: count(1, 60_000).optional().describe('Target for loading the start page'),
  region: text(60).optional().describe('Where the stage has to run'),
  settings: listOf(settingName, 200).optional().describe('Settings that must be present'),
})

const stageSchema = z.strictObject({
  slug,
  name: text(100).optional().describe('Defaults to the slug'),
  risk: z.enum(STAGE_RISKS).describe('Decides how much a deployment has to be confirmed'),
  url: webAddress.optional().describe('Where people open this stage'),
  region: text(60).optional(),
  hosting: hostingSchema.optional(),
  deploy: deploySchema.optional().describe('Without it the stage is watched, not deployed'),
  probes: listOf(probeSchema, 50).default([]),
  expectations: expectationsSchema.optional(),
  sources: listOf(sourceSchema, 20)
    .default([])
    .describe('Services beside the platform that know more about this stage'),
  logs: listOf(logSchema, 20)
    .default([])
    .describe('Logs besides those the hosting platform itself keeps'),
  backups: listOf(backupPolicySchema, 20).default([]),
  configuration: configurationSchema.optional(),
})

/** One system, as its authors write it in `leitstand.yaml`. */
export const catalogFileSchema = z.strictObject({
  apiVersion: z.literal('leitstand/v1'),
  system: slug,
  name: text(100),
  description: text(2_000).optional(),
  team: slug,
  teamName: text(100).optional().describe('Defaults to the slug of the team'),
  repository: repository.optional(),
  links: listOf(linkSchema, 20).default([]),
  documents: listOf(markdownPattern, 20)
    .default([])
    .describe('Markdown files of the repository with decisions, spikes, checklists and runbooks'),
  components: listOf(componentSchema, 50, 1),
  stages: listOf(stageSchema, 20, 1).describe('In the order of promotion'),
})

/** The file with its defaults filled in. */
export type CatalogFile = z.output<typeof catalogFileSchema>
export type CatalogFileStage = CatalogFile['stages'][number]
export type CatalogFileBackupPolicy = CatalogFileStage['backups'][number]
export type CatalogFileProbe = CatalogFileStage['probes'][number]
