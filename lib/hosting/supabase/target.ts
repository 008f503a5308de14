import { z } from 'zod'

/** A project by its reference, the twenty letters in its address. */
export const supabaseTarget = z.looseObject({ project: z.string() })

export type SupabaseTarget = z.output<typeof supabaseTarget>
