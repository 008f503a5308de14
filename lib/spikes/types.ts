import type { z } from 'zod'
import type {
  criteriaNowSchema,
  evidenceViewSchema,
  spikeListSchema,
  spikeSummarySchema,
  spikeViewSchema,
} from './answers.ts'
import type { runListSchema, runSummarySchema, runViewSchema } from './run-answers.ts'

export type SpikeView = z.output<typeof spikeViewSchema>
export type SpikeSummary = z.output<typeof spikeSummarySchema>
export type SpikeList = z.output<typeof spikeListSchema>
export type EvidenceView = z.output<typeof evidenceViewSchema>
export type CriteriaNow = z.output<typeof criteriaNowSchema>
export type CriterionNow = CriteriaNow['criteria'][number]
export type RunView = z.output<typeof runViewSchema>
export type RunStepView = RunView['steps'][number]
export type RunSummary = z.output<typeof runSummarySchema>
export type RunList = z.output<typeof runListSchema>
