import { z } from 'zod'

/** One environment of one application. */
export const elasticBeanstalkTarget = z.object({
  region: z.string(),
  application: z.string(),
  environment: z.string(),
  /** Components the environment runs; those of the stage when left out. */
  components: z.array(z.string()).optional(),
})

export type ElasticBeanstalkTarget = z.output<typeof elasticBeanstalkTarget>
