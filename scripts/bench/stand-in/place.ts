import { z } from 'zod'

/** What the bench and its GitHub agree on before either of them runs. */
export const benchRepository = 'bench/app'
export const benchTag = 'v1.0.0'
export const appId = 4_711
export const personalToken = 'ghp_bench_of_this_run'
export const descriptionFile = 'stand-in.json'

/** What the stand-in says about itself when it is ready. */
export const standInSchema = z.object({
  apiUrl: z.string(),
  webUrl: z.string(),
  control: z.object({ url: z.string(), token: z.string() }),
  privateKey: z.string(),
})
export type StandIn = z.infer<typeof standInSchema>
