import { z } from 'zod'

/** RFC 3339 or any other text that names one moment. */
export const moment = z
  .string()
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()), 'is not a moment')

/** Milliseconds since 1970. */
export const epochMs = z
  .number()
  .min(0)
  .max(8.64e15)
  .transform((value) => new Date(value))

/** For answers whose content does not matter, including none. */
export const anything = z.unknown()
