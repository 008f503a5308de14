import { z } from 'zod'
import { symptoms } from '#lib/documents/words.ts'

/** Steps of a runbook, as they are read from its document. */
export const storedSteps = z.array(
  z.object({ key: z.string(), text: z.string(), command: z.string().nullable().default(null) }),
)

/** Steps of a run: frozen when it began, ticked since. */
export const storedRunSteps = z.array(
  z.object({
    key: z.string(),
    text: z.string(),
    command: z.string().nullable().default(null),
    doneBy: z.string().nullable(),
    doneAt: z.iso.datetime().nullable(),
  }),
)
export type StoredRunSteps = z.output<typeof storedRunSteps>

export const storedSymptom = z.enum(symptoms).catch('other')
