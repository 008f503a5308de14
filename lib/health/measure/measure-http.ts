import type { OutboundClient } from '#lib/core/http/outbound-client.ts'
import type { OutboundAnswer } from '#lib/core/http/request.ts'
import { toInertText } from '#lib/core/text.ts'
import { findAtPath, type JsonPath } from '../json-path.ts'
import { type Measurement, passed } from '../measurement.ts'
import type { HttpConfig } from '../probe-config.ts'
import type { HealthReason, ReasonParams } from '../words.ts'
import { toFailedMeasurement } from './to-failed-measurement.ts'

type Finding = Pick<Measurement, 'verdict' | 'reason' | 'params'>

const dayMs = 86_400_000
const maxShownLength = 60

/** Calls a web address and compares the answer with what is expected of it. */
export async function measureHttp(
  client: OutboundClient,
  { url, expect, version }: HttpConfig,
  options: { readonly timeoutMs: number; readonly now: Date },
): Promise<Measurement> {
  const isRedirectExpected = expect.status >= 300 && expect.status < 400
  const answer = await client.request(url, {
    timeoutMs: options.timeoutMs,
    ...(isRedirectExpected ? { maxRedirects: 0 } : {}),
  })
  if (!answer.ok) return toFailedMeasurement(answer)

  const body = expect.json.length > 0 || version ? readJson(answer) : null
  const finding =
    findWrongStatus(answer, expect) ??
    findWrongBody(body, expect) ??
    findSlowness(answer, expect) ??
    findEndingCertificate(answer, expect, options.now)
  return {
    ...passed,
    ...finding,
    durationMs: Math.round(answer.durationMs),
    status: answer.status,
    certificateExpiresAt: answer.certificateExpiresAt,
    version: version ? findText(body, version.path) : null,
    commitSha: version?.commitPath ? findText(body, version.commitPath) : null,
  }
}

function findWrongStatus(answer: OutboundAnswer, expect: HttpConfig['expect']): Finding | null {
  if (answer.status === expect.status) return null
  const params = { actual: String(answer.status), expected: String(expect.status) }
  return fail('status_unexpected', params)
}

type JsonBody =
  | { readonly ok: true; readonly document: unknown }
  | (Finding & { readonly ok: false })

function readJson(answer: OutboundAnswer): JsonBody {
  const body = answer.readBody()
  if (!body.ok) return { ok: false, verdict: 'failed', reason: body.reason, params: body.params }
  try {
    return { ok: true, document: JSON.parse(body.text) }
  } catch {
    return { ok: false, ...fail('body_not_json', {}) }
  }
}

function findWrongBody(body: JsonBody | null, expect: HttpConfig['expect']): Finding | null {
  if (!body || expect.json.length === 0) return null
  if (!body.ok) return { verdict: body.verdict, reason: body.reason, params: body.params }
  for (const { path, equals } of expect.json) {
    const value = findAtPath(body.document, path)
    const shown = toPathText(path)
    if (value === undefined) return fail('json_path_missing', { path: shown })
    if (value !== equals) {
      const params = { path: shown, expected: toShown(equals), actual: toShown(value) }
      return fail('json_value_unexpected', params)
    }
  }
  return null
}

function findSlowness(
  answer: OutboundAnswer,
  { maxDurationMs }: HttpConfig['expect'],
): Finding | null {
  const durationMs = Math.round(answer.durationMs)
  if (!maxDurationMs || durationMs <= maxDurationMs) return null
  return warn('too_slow', { durationMs: String(durationMs), limitMs: String(maxDurationMs) })
}

function findEndingCertificate(
  { certificateExpiresAt }: OutboundAnswer,
  { certificateDaysLeft }: HttpConfig['expect'],
  now: Date,
): Finding | null {
  if (!certificateExpiresAt || !certificateDaysLeft) return null
  const days = Math.floor((certificateExpiresAt.getTime() - now.getTime()) / dayMs)
  if (days >= certificateDaysLeft) return null
  return warn('certificate_expiring', {
    days: String(days),
    limitDays: String(certificateDaysLeft),
  })
}

function findText(body: JsonBody | null, path: JsonPath): string | null {
  const value = body?.ok ? findAtPath(body.document, path) : undefined
  const isText = typeof value === 'string' || typeof value === 'number'
  return isText ? toInertText(String(value)).slice(0, 100) || null : null
}

// Only a word of the answer is kept: a probe is no window into what an internal address answers.
function toShown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}'
  const text = toInertText(String(value))
  return text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text
}

function toPathText(path: JsonPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
    '$',
  )
}

function fail(reason: HealthReason, params: ReasonParams): Finding {
  return { verdict: 'failed', reason, params }
}

function warn(reason: HealthReason, params: ReasonParams): Finding {
  return { verdict: 'warned', reason, params }
}
