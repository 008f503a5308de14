import { z } from 'zod'
import { DURATION_PATTERN, findDurationMs, toDurationMs } from './duration.ts'
import { findRefFault, findRepository } from './github-names.ts'
import type { ProblemCode, ProblemParams } from './problems.ts'
import { findScheduleFault, isTimeZone } from './schedule.ts'

// Every message of these schemas is a ProblemCode: `toProblems` turns it into a sentence and a place in the file.

const fault = (code: ProblemCode): { error: ProblemCode } => ({ error: code })

/** A check whose finding carries its own code and numbers. */
function findingCheck<T>(
  find: (value: T) => { code: ProblemCode; params?: ProblemParams } | null,
): z.core.CheckFn<T> {
  return (ctx) => {
    const finding = find(ctx.value)
    if (finding === null) return
    const { code, params = {} } = finding
    ctx.issues.push({ code: 'custom', message: code, params, input: ctx.value })
  }
}

export const SLUG_PATTERN = /^[a-z0-9](?:-?[a-z0-9])*$/
export const SLUG_MAX_LENGTH = 63

export const slug = z
  .string()
  .max(SLUG_MAX_LENGTH, fault('too_long'))
  .regex(SLUG_PATTERN, fault('slug'))
  .describe('Lower-case letters, digits and single hyphens between them')

/** Free text a person reads; blanks alone do not count. */
export const text = (maxLength: number) =>
  z.string().max(maxLength, fault('too_long')).regex(/\S/, fault('too_short'))

export const named = (pattern: RegExp, code: ProblemCode, maxLength = 255) =>
  z.string().max(maxLength, fault('too_long')).regex(pattern, fault(code))

export const repository = z
  .string()
  .check(findingCheck((value) => (findRepository(value) ? null : { code: 'repository' })))
  .describe('owner/name on GitHub; defaults to the repository this file was read from')

export const workflowFile = named(/^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$/, 'workflow_file').describe(
  'File name in .github/workflows',
)

export const ref = z.string().check(
  findingCheck((value) => {
    const code = findRefFault(value)
    return code === null ? null : { code }
  }),
)

export const inputName = named(/^[A-Za-z_][A-Za-z0-9_-]*$/, 'input_name', 100)

export const webAddress = z
  .string()
  .max(2_000, fault('too_long'))
  .check(findingCheck(findAddressFault))

function findAddressFault(value: string): { code: ProblemCode; params?: ProblemParams } | null {
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null) return { code: 'url' }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { code: 'url_scheme', params: { scheme: url.protocol.slice(0, -1) } }
  }
  // WHATWG URLs accept "https:host" and back-slashes; a person who wrote that meant something else.
  if (!/^https?:\/\/[^\\\s]+$/i.test(value)) return { code: 'url' }
  return url.username !== '' || url.password !== '' ? { code: 'url_credentials' } : null
}

export const host = named(
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+)$/,
  'host',
  253,
)
export const port = z.int().min(1, fault('too_low')).max(65_535, fault('too_high'))

export const duration = (minimum: string, maximum: string) =>
  z
    .string()
    .regex(DURATION_PATTERN, fault('duration'))
    .check(
      findingCheck((value) => {
        const ms = findDurationMs(value)
        const isOutside = ms !== null && (ms < toDurationMs(minimum) || ms > toDurationMs(maximum))
        return isOutside ? { code: 'duration_range', params: { minimum, maximum } } : null
      }),
    )
    .describe(`Duration from ${minimum} to ${maximum}`)

export const count = (minimum: number, maximum: number) =>
  z.int().min(minimum, fault('too_low')).max(maximum, fault('too_high'))

export const schedule = z
  .string()
  .max(200, fault('too_long'))
  .check(findingCheck(findScheduleFault))
  .describe('Cron schedule with five fields')

export const timeZone = z
  .string()
  .check(findingCheck((value) => (isTimeZone(value) ? null : { code: 'time_zone' })))
  .describe('Name of a time zone, such as Europe/Berlin')

export const jsonPath = named(
  /^\$(?:\.[A-Za-z_][\w-]*|\[\d{1,4}\]|\['[^'\\]{1,100}'\]|\["[^"\\]{1,100}"\])*$/,
  'json_path',
).describe('Path into the JSON answer, such as $.status or $.checks[0].state')

export const settingName = named(/^[A-Z_][A-Z0-9_]*$/, 'setting_name')

/** At most eight wildcards, so that matching a path stays quick. */
export const markdownPattern = named(
  /^(?!\/|.*(?:\/\/|\/\.{1,2}\/|^\.{1,2}\/))(?!(?:[^*]*\*){9})[\p{L}\p{N}._@+*?/ -]+\.(?:md|markdown)$/u,
  'path_pattern',
  200,
).describe('Files of the repository: * and ? stay within a folder, ** crosses folders')

/** A list with a stated upper bound. */
export const listOf = <T extends z.ZodType>(item: T, maximum: number, minimum = 0) =>
  z.array(item).min(minimum, fault('too_few')).max(maximum, fault('too_many'))
