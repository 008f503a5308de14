import { z } from 'zod'
import { checkReasons, checkVerdicts } from '#lib/evidence/vocabulary.ts'

// Shapes of the JSON columns of an item. Reading parses them; what has another shape reads as absent.

const params = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const moment = z.iso.datetime()

const boundCheck = z.object({
  check: z.string(),
  parameters: z.record(z.string(), z.string()).default({}),
})
const boundLink = z.object({ url: z.string() })

export const bindingSchema = z.union([boundCheck, boundLink])
export type Binding = z.output<typeof bindingSchema>
export type BoundCheck = z.output<typeof boundCheck>

export const attestationSchema = z.object({
  by: z.string(),
  at: moment,
  note: z.string().nullable(),
  evidenceUrl: z.string().nullable(),
  expiresAt: moment.nullable().describe('Null: holds until it is withdrawn'),
})
export type Attestation = z.output<typeof attestationSchema>

export const notApplicableSchema = z.object({ reason: z.string(), by: z.string(), at: moment })
export type NotApplicable = z.output<typeof notApplicableSchema>

export const evidenceSchema = z.object({
  verdict: z.enum(checkVerdicts),
  reason: z.enum(checkReasons).nullable().describe('Why it is not a yes'),
  params: params.describe('What the sentence of the reason names'),
  value: z.string().nullable(),
  observedAt: moment.nullable(),
  source: z.string().nullable(),
  link: z.string().nullable().describe('Place in the portal that shows it'),
})
export type Evidence = z.output<typeof evidenceSchema>

export const isCheck = (binding: Binding | null): binding is BoundCheck =>
  binding !== null && 'check' in binding
