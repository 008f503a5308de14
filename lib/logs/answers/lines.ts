import { z } from 'zod'
import { hostingFailures } from '#lib/hosting/failure.ts'
import { logNotices } from '#lib/hosting/log-port.ts'
import { logColours, logFailures, logLevels } from '../words.ts'

const moment = z.iso.datetime()

/** Part of a line's text with a look of its own; positions count UTF-16 units, as in JavaScript. */
const logSpanSchema = z.object({
  start: z.int(),
  end: z.int(),
  colour: z.enum(logColours).nullable(),
  bold: z.boolean(),
  dim: z.boolean(),
  italic: z.boolean(),
  underline: z.boolean(),
})
export type LogSpan = z.output<typeof logSpanSchema>

/** A JSON line in short. */
const logSummarySchema = z.object({
  message: z.string().describe('Empty when the line has none'),
  fields: z
    .array(z.tuple([z.string(), z.string()]).readonly())
    .readonly()
    .describe('Names and values'),
})
export type LogSummary = z.output<typeof logSummarySchema>

/** One line, safe to show. */
export const logEntrySchema = z.object({
  id: z.string().describe('`source:id`; the same line read again has the same'),
  at: moment,
  source: z.string(),
  component: z.string().nullable(),
  instance: z.string().nullable(),
  level: z.enum(logLevels).nullable(),
  text: z.string(),
  spans: z.array(logSpanSchema).readonly(),
  summary: logSummarySchema.nullable().describe('Null for a line that is not a JSON object'),
  jobs: z.array(z.string()).readonly().describe('Ids of background jobs it is about'),
})
export type LogEntry = z.output<typeof logEntrySchema>

export const logSourceKindSchema = z.enum(['push', 'deployments', 'platform', 'log'])
export type LogSourceKind = z.output<typeof logSourceKindSchema>

const logSourceNoticeSchema = z.object({
  kind: z.enum(logNotices),
  at: moment.nullable(),
  detail: z.string().nullable(),
})
export type LogSourceNotice = z.output<typeof logSourceNoticeSchema>

/** What a source says about following it. */
export interface FollowedSource extends Pick<LogSourceState, 'slug' | 'kind' | 'platform'> {
  readonly state: 'following' | 'failed' | 'notice'
  readonly message: string | null
  readonly notice: LogSourceNotice | null
}

/** How reading one source went. */
export const logSourceStateSchema = z.object({
  slug: z.string(),
  kind: logSourceKindSchema,
  platform: z
    .string()
    .describe(
      "As its platform is called, e.g. `aws-cloudwatch`; equals `kind` for the portal's own",
    ),
  state: z.enum(['read', 'failed']),
  failure: z
    .object({
      reason: z.enum([...hostingFailures, ...logFailures]),
      message: z.string(),
      since: moment.describe('First of the failures in a row, as far as this process knows'),
      retryAfterSeconds: z.number().nullable(),
    })
    .nullable(),
  notices: z.array(logSourceNoticeSchema).readonly(),
  searched: z.int().describe('Lines looked at to find those that match'),
  searchedTo: moment
    .nullable()
    .describe('Reading ended here before the window did; null when all of it was read'),
})
export type LogSourceState = z.output<typeof logSourceStateSchema>

export const logPageSchema = z.object({
  from: moment,
  to: moment,
  lines: z.array(logEntrySchema).readonly().describe('Newest first'),
  sources: z.array(logSourceStateSchema).readonly(),
  nextCursor: z
    .string()
    .nullable()
    .describe('Gives the lines before these; null when the window holds no more'),
})
export type LogPage = z.output<typeof logPageSchema>

export const logContextSchema = z.object({
  lines: z
    .array(logEntrySchema)
    .readonly()
    .describe('In the order of time, the line itself among them'),
  lineId: z.string().nullable().describe('Null when the source no longer has the line'),
})
export type LogContext = z.output<typeof logContextSchema>
