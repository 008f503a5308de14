import { z } from 'zod'

/** Secrets of one region whose names begin alike, as a catalog file names them. */
export const secretsManagerTarget = z.object({ region: z.string(), prefix: z.string().min(1) })

export type SecretsManagerTarget = z.output<typeof secretsManagerTarget>
