import { z } from 'zod'

/** One log group, as a catalog file names it. */
export const cloudWatchTarget = z.object({
  region: z.string(),
  group: z.string(),
  /** The component whose lines these are. */
  component: z.string().optional(),
})

export type CloudWatchTarget = z.output<typeof cloudWatchTarget>
