import { z } from 'zod'

/** One DB instance, as a catalog file names it. */
export const rdsTarget = z.object({ region: z.string(), instance: z.string() })

export type RdsTarget = z.output<typeof rdsTarget>
