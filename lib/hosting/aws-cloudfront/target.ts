import { z } from 'zod'

/** One distribution, as a catalog file names it. */
export const cloudFrontTarget = z.object({ distributionId: z.string() })

export type CloudFrontTarget = z.output<typeof cloudFrontTarget>
