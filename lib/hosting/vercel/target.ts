import { z } from 'zod'

/** A project by id or name, and the team that owns it by id (`team_…`) or slug; without one it is the token's own. */
export const vercelTarget = z.looseObject({
  project: z.string(),
  team: z.string().optional(),
})

export type VercelTarget = z.output<typeof vercelTarget>
