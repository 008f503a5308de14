import { z } from 'zod'

/** A project of an organisation, both by the names in their addresses. */
export const sentryTarget = z.looseObject({
  organization: z.string(),
  project: z.string(),
  /** Only issues seen there. */
  environment: z.string().optional(),
})

export type SentryTarget = z.output<typeof sentryTarget>
