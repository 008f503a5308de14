import { z } from 'zod'

/** A managed database: id or name of its cluster. */
export const databaseTarget = z.looseObject({ cluster: z.string() })

export type DatabaseTarget = z.output<typeof databaseTarget>
