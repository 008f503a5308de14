import { z } from 'zod'
import { attestationSchema, bindingSchema, evidenceSchema, notApplicableSchema } from '../stored.ts'
import { itemStates, itemVoices } from '../words.ts'

export const itemViewSchema = z
  .object({
    id: z.string(),
    key: z.string().describe('Survives ticking and moving in the text'),
    section: z.string().nullable(),
    text: z.string(),
    isTicked: z.boolean().describe('Whether its box is ticked in the file'),
    isBlocking: z.boolean(),
    state: z.enum(itemStates),
    by: z.enum(itemVoices).nullable().describe('Whose word the state is; null while nobody spoke'),
    contradicts: z
      .enum(['person', 'file'])
      .nullable()
      .describe('What a failing probe stands against: an attestation, or the tick in the file'),
    binding: bindingSchema.nullable(),
    evidence: evidenceSchema.nullable(),
    evaluatedAt: z.iso.datetime().nullable(),
    attestation: attestationSchema.nullable(),
    notApplicable: notApplicableSchema.nullable(),
    suggestions: z
      .array(z.object({ check: z.string(), parameters: z.record(z.string(), z.string()) }))
      .readonly()
      .describe('Checks its words may mean; empty for an item that is bound'),
  })
  .meta({ id: 'ChecklistItem' })
export type ItemView = z.output<typeof itemViewSchema>
