import { z } from 'zod'
import { listStates } from '../words.ts'
import { itemViewSchema } from './items.ts'

const named = z.object({ slug: z.string(), name: z.string() })

export const checklistSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  system: named.nullable(),
  stage: named
    .extend({ system: z.string(), risk: z.enum(['development', 'staging', 'production']) })
    .nullable(),
  owner: z.string().nullable(),
  deadline: z.iso.date().nullable(),
  isOverdue: z.boolean(),
  isGate: z.boolean().describe('Open blocking items stop deployments to the stage'),
  state: z.enum(listStates),
  total: z.int().describe('Items that have to be met'),
  met: z.int(),
  blocking: z.int().describe('Open items that block'),
  notApplicable: z.int(),
})
export type ChecklistSummary = z.output<typeof checklistSummarySchema>

export const checklistListSchema = z.object({
  items: z.array(checklistSummarySchema).readonly().describe('Worst first'),
  counts: z
    .record(z.enum(listStates), z.int())
    .readonly()
    .describe('Of all lists the reader may see, filtered or not'),
  systems: z.array(named).readonly(),
})
export type ChecklistList = z.output<typeof checklistListSchema>

export const checklistViewSchema = checklistSummarySchema.extend({
  document: z.object({
    id: z.string(),
    title: z.string(),
    home: z.enum(['portal', 'repository']),
    repository: z.string().nullable(),
    path: z.string().nullable(),
    url: z.string().nullable().describe('The file at its repository'),
    updatedAt: z.iso.datetime(),
    updatedBy: z.string().describe('Whose word a tick in the file is'),
    proposal: z
      .object({ state: z.string(), url: z.string().nullable() })
      .nullable()
      .describe('A change of the file on its way as a pull request'),
  }),
  items: z.array(itemViewSchema).readonly(),
  stages: z
    .array(named.extend({ system: z.string() }))
    .readonly()
    .describe('Stages it could be about'),
  may: z.object({ attest: z.boolean(), freeze: z.boolean() }),
})
export type ChecklistView = z.output<typeof checklistViewSchema>
