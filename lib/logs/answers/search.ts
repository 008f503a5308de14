import { z } from 'zod'
import { logPageSchema, logSourceKindSchema } from './lines.ts'

const logSearchProgressSchema = z.object({
  slug: z.string(),
  kind: logSourceKindSchema,
  platform: z.string(),
  state: z.enum(['searching', 'read', 'failed']),
  searched: z.int().describe('Lines looked at so far'),
  reachedAt: z.iso
    .datetime()
    .nullable()
    .describe('It has looked back to here; null when it has not said'),
})
export type LogSearchProgress = z.output<typeof logSearchProgressSchema>

/** One line of the answer: any number of `progress`, then one `page` or one `problem`. */
export const logSearchEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), sources: z.array(logSearchProgressSchema).readonly() }),
  z.object({ kind: z.literal('page'), page: logPageSchema }),
  z.object({ kind: z.literal('problem'), reason: z.string(), message: z.string() }),
])
export type LogSearchEvent = z.output<typeof logSearchEventSchema>
