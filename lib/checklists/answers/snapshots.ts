import { z } from 'zod'
import { itemChanges } from '../words.ts'
import { checklistSummarySchema } from './checklists.ts'
import { itemViewSchema } from './items.ts'

/** What a snapshot keeps: the list and everything its items rested on. */
export const frozenListSchema = z.object({
  summary: checklistSummarySchema,
  items: z.array(itemViewSchema.omit({ suggestions: true })),
})
export type FrozenList = z.output<typeof frozenListSchema>

const snapshotSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  reason: z.string(),
  author: z.string(),
  at: z.iso.datetime(),
  total: z.int(),
  met: z.int(),
  blocking: z.int(),
  goneBad: z.int().describe('Items that were met then and are open now'),
})
export type SnapshotSummary = z.output<typeof snapshotSummarySchema>

export const snapshotListSchema = z.object({ items: z.array(snapshotSummarySchema).readonly() })
export type SnapshotList = z.output<typeof snapshotListSchema>

export const createdSnapshotSchema = z.object({ id: z.string() })

const itemDiffSchema = z.object({
  change: z.enum(itemChanges),
  before: itemViewSchema.omit({ suggestions: true }).nullable().describe('Null when it is new'),
  after: itemViewSchema.omit({ suggestions: true }).nullable().describe('Null when it is gone'),
})
export type ItemDiff = z.output<typeof itemDiffSchema>

export const snapshotViewSchema = snapshotSummarySchema.extend({
  frozen: frozenListSchema,
  diff: z.array(itemDiffSchema).readonly().describe('Against today, what has gone bad first'),
})
export type SnapshotView = z.output<typeof snapshotViewSchema>
