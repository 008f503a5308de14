import { z } from 'zod'

const moment = z.iso.datetime()

const logLineSchema = z.object({
  number: z.int().describe('From 1'),
  at: moment.nullable(),
  text: z.string(),
})
export type LogLine = z.output<typeof logLineSchema>

/** `pending`: GitHub shows logs of a job once it ended. `gone`: deleted or expired there. */
const logStateSchema = z.enum(['pending', 'streaming', 'complete', 'gone'])
export type LogState = z.output<typeof logStateSchema>

export const jobLogSchema = z.object({
  state: logStateSchema,
  lines: z.array(logLineSchema).readonly(),
  cursor: z.int().describe('Pass as `after` to read on'),
  truncated: z.boolean().describe('Lines beyond the size limit were left out'),
})
export type JobLog = z.output<typeof jobLogSchema>
