import { z } from 'zod'

/** One cluster of ECS, and which of its services runs which component. */
export const ecsTarget = z.object({
  region: z.string(),
  cluster: z.string(),
  /** Component slug to the name of its service. */
  services: z
    .record(z.string(), z.string())
    .refine((services) => Object.keys(services).length > 0, 'names no service'),
})

export type EcsTarget = z.output<typeof ecsTarget>
