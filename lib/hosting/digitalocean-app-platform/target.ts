import { z } from 'zod'

/** What the catalog says of an app: its id, or its name. */
export const appPlatformTarget = z
  .looseObject({ appId: z.string().optional(), appName: z.string().optional() })
  .refine(({ appId, appName }) => appId ?? appName, { path: ['appName'], error: 'is missing' })

export type AppPlatformTarget = z.output<typeof appPlatformTarget>
