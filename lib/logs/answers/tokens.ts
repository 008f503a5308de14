import { z } from 'zod'

const moment = z.iso.datetime()

/** A right to push lines; the token itself is shown once. */
export const logTokenDtoSchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: moment,
  lastUsedAt: moment.nullable().describe('To the minute; null for a token never used'),
  revokedAt: moment.nullable(),
  revokedBy: z.string().nullable(),
})
export type LogTokenDto = z.output<typeof logTokenDtoSchema>

export const createdLogTokenSchema = logTokenDtoSchema.extend({
  token: z.string(),
})
export type CreatedLogToken = z.output<typeof createdLogTokenSchema>

export const logTokenListSchema = z.object({ items: z.array(logTokenDtoSchema).readonly() })
