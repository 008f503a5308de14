import { z } from 'zod'
import { operators } from '#lib/documents/words.ts'

/** An assumption of an accepted decision that does not hold any more. */
export const brokenSchema = z
  .array(
    z.object({
      /** Key of the criterion. */
      criterion: z.string(),
      /** Its title, as the document writes it. */
      words: z.string(),
      /** In the unit of the limit. */
      value: z.number().nullable(),
      operator: z.enum(operators),
      limit: z.number(),
      unit: z.string().nullable(),
      since: z.string(),
      stageId: z.string(),
    }),
  )
  .catch([])
export type BrokenAssumption = z.output<typeof brokenSchema>[number]
