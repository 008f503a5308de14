import 'server-only'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { getEnv } from '#lib/core/env.ts'
import { AppError, invalidInput, unauthenticated } from '#lib/core/errors.ts'
import { isObject } from './otlp/any-value.ts'
import { toPushedLines } from './otlp/to-pushed-lines.ts'
import { storeLines } from './pushed/store-lines.ts'
import { findPushTarget, type PushTarget } from './tokens/find-push-target.ts'

/** Of a body as it is sent. */
export const otlpBodyLimitBytes = 4 * 1_024 * 1_024
const unpackedLimitBytes = 16 * 1_024 * 1_024

/** As OTLP answers (https://opentelemetry.io/docs/specs/otlp/#otlphttp-response). */
export interface ExportLogsAnswer {
  readonly partialSuccess?: {
    /** 64-bit integers are text in OTLP's JSON. */
    readonly rejectedLogRecords: string
    readonly errorMessage: string
  }
}

/**
 * Takes lines that a collector or an SDK sends over OTLP/HTTP in JSON. The token names the stage and can do nothing
 * else, so there is no actor to authorise.
 * @param readBody reads the raw body, bounded in size and time
 */
export async function receiveOtlpLogs(
  headers: Headers,
  readBody: () => Promise<Uint8Array>,
): Promise<ExportLogsAnswer> {
  const target = await requireTarget(headers)
  requireJson(headers)
  const request = parseRequest(await unpack(await readBody(), headers.get('content-encoding')))
  const { lines, rejected, reason } = toPushedLines(request, target, {
    now: new Date(),
    retentionDays: getEnv().LOG_RETENTION_DAYS,
  })
  await storeLines(target.stageId, lines)
  if (rejected === 0) return {}
  return { partialSuccess: { rejectedLogRecords: String(rejected), errorMessage: reason } }
}

async function requireTarget(headers: Headers): Promise<PushTarget> {
  const [, token = ''] = /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  const target = await findPushTarget(token)
  if (target) return target
  throw unauthenticated(
    'Send a log token of the stage as "Authorization: Bearer leit_log_…". A lead creates one on its Logs tab.',
    { reason: 'log_token' },
  )
}

function requireJson(headers: Headers): void {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return
  throw invalidInput('Send OTLP as JSON: "encoding: json" in the otlphttp exporter.', {
    reason: 'content_type',
  })
}

async function unpack(body: Uint8Array, encoding: string | null): Promise<Uint8Array> {
  if (encoding === null || encoding === 'identity') return body
  if (encoding !== 'gzip') {
    throw invalidInput('Content-Encoding may be gzip or absent.', { reason: 'content_type' })
  }
  try {
    return await promisify(gunzip)(body, { maxOutputLength: unpackedLimitBytes })
  } catch (error) {
    const isTooLarge = isObject(error) && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new AppError(
      'invalid_input',
      isTooLarge
        ? `The body is too large once unpacked (at most ${unpackedLimitBytes} bytes).`
        : 'The body is not gzip.',
      { reason: isTooLarge ? 'too_large' : 'not_gzip' },
    )
  }
}

function parseRequest(body: Uint8Array): unknown {
  try {
    // Not fatal: one line in another encoding must not cost the others.
    const request: unknown = JSON.parse(new TextDecoder().decode(body))
    if (isObject(request) && Array.isArray(request.resourceLogs ?? [])) return request
  } catch {}
  throw invalidInput('The body is not an ExportLogsServiceRequest in JSON.', { reason: 'not_json' })
}
