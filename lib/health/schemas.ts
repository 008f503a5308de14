import { z } from 'zod'
import { historyRanges } from './words.ts'

const slug = z.string().min(1).max(63)

export const StageAddress = z.object({ system: slug, stage: slug })

export const ProbeAddress = StageAddress.extend({ probe: slug })

export type ProbeAddress = z.infer<typeof ProbeAddress>

export const StageHealthQuery = z.object({
  range: z.enum(historyRanges, { error: 'must be 24h, 7d or 90d' }).default('24h'),
})

export const SetProbePausedInput = z.strictObject({ paused: z.boolean() })
