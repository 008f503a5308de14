import { z } from 'zod'

/** One bucket, as a catalog file names it. */
export const s3Target = z.object({ region: z.string(), bucket: z.string() })

export type S3Target = z.output<typeof s3Target>
