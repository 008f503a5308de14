import { z } from 'zod'
import { logLevels } from './words.ts'

const slug = z.string().min(1).max(63)

export const StagePath = z.strictObject({ system: slug, stage: slug })
export type StagePath = z.output<typeof StagePath>

export const LogTokenPath = StagePath.extend({ logToken: z.uuid('is not the id of a token') })
export type LogTokenPath = z.output<typeof LogTokenPath>

const list = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .max(1_000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).max(50))

const flag = z.enum(['true', 'false']).transform((word) => word === 'true')
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** Which lines; the same for reading, following, counting and downloading. */
export const LogFilter = z.object({
  /** Text or pattern to be found; empty for all lines. */
  q: z.string().max(500).default(''),
  /** Lines that contain this text are left out. */
  not: z.string().max(500).default(''),
  regex: flag.default(false),
  case: flag.default(false),
  /** Levels, separated by commas; all when absent. `none` stands for lines that name none. */
  level: list(z.enum([...logLevels, 'none'])).optional(),
  /** Slugs of components, separated by commas; all when absent. */
  component: list(slug).optional(),
  /** Slugs of sources, separated by commas; all when absent. */
  source: list(slug).optional(),
})
export type LogFilter = z.output<typeof LogFilter>

const window = { from: moment.optional(), to: moment.optional() }

export const ReadLogsQuery = LogFilter.extend({
  ...window,
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.\d{1,6}$/, 'is not a cursor of an earlier answer')
    .optional(),
})
export type ReadLogsQuery = z.output<typeof ReadLogsQuery>

export const FollowLogsQuery = LogFilter.extend({
  /** Lines after this moment are sent first. */
  after: moment.optional(),
})
export type FollowLogsQuery = z.output<typeof FollowLogsQuery>

export const LogHistogramQuery = LogFilter.extend(window)
export type LogHistogramQuery = z.output<typeof LogHistogramQuery>

export const LogContextQuery = z.object({
  /** Id of a line as reading gave it. */
  line: z.string().min(3).max(400),
  at: moment,
  lines: z.coerce.number().int().min(1).max(200).default(20),
})
export type LogContextQuery = z.output<typeof LogContextQuery>

export const FindJobPath = StagePath.extend({
  job: z.string().regex(/^[A-Za-z0-9][\w.:-]{0,63}$/, 'is not the id of a job'),
})
export type FindJobPath = z.output<typeof FindJobPath>

export const FindJobQuery = z.object(window)
export type FindJobQuery = z.output<typeof FindJobQuery>

export const DownloadLogsQuery = LogFilter.extend({
  ...window,
  format: z.enum(['txt', 'ndjson']).default('txt'),
})
export type DownloadLogsQuery = z.output<typeof DownloadLogsQuery>

export const CreateLogTokenInput = z.strictObject({
  name: z.string().trim().min(1, 'say where it is used').max(80, 'must have at most 80 characters'),
})
export type CreateLogTokenInput = z.output<typeof CreateLogTokenInput>
