import { z } from 'zod'

const moment = z.iso.datetime()

const cellSchema = z.object({
  criterion: z.string(),
  option: z.string(),
  value: z.number().nullable(),
  score: z.number().nullable(),
  holds: z.boolean().nullable(),
  reason: z.string().nullable(),
  link: z.string().nullable(),
  evidenceId: z.string().nullable(),
})

const sensitivitySchema = z.object({
  criterion: z.string(),
  weight: z.number(),
  sharePercent: z.number(),
  changesAt: z.number(),
  changesAtPercent: z.number(),
  direction: z.enum(['below', 'above']),
  winner: z.string().describe('Option that wins on the other side'),
})

export const matrixSchema = z.object({
  cells: z.array(cellSchema).describe('Every criterion with every option; all null: nobody looked'),
  columns: z.array(
    z.object({
      option: z.string(),
      struckBy: z.array(z.string()).describe('Musts it fails'),
      openMusts: z.array(z.string()),
      total: z.number().nullable().describe('Weighted mean of what is scored'),
      coverage: z.number().describe('Part of the weights that are scored, 0 to 1'),
      rank: z.int().nullable(),
    }),
  ),
  winner: z.string().nullable(),
  sensitivity: z.array(sensitivitySchema),
})
export type MatrixAnswer = z.output<typeof matrixSchema>

const about = { key: z.string(), title: z.string() }
const piece = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape })

/** What is missing for a decision, one word each; screens translate `kind`. */
export const missingPieceSchema = z.discriminatedUnion('kind', [
  piece('too_few_options', { count: z.int() }),
  piece('criterion_without_evidence', about),
  piece('evidence_too_old', {
    ...about,
    observedAt: moment,
    ageDays: z.int(),
    maxAgeDays: z.int(),
  }),
  piece('option_not_compared', { ...about, criteria: z.array(z.string()) }),
  piece('must_failed', { ...about, criteria: z.array(z.string()) }),
  piece('abort_hit', about),
  piece('question_open', about),
  piece('no_option_chosen', {}),
  piece('spike_unfinished', about),
])
export type MissingPieceAnswer = z.output<typeof missingPieceSchema>
