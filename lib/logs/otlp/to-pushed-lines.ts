import { toLine } from '../line/to-line.ts'
import type { PushedLine } from '../pushed/store-lines.ts'
import type { PushTarget } from '../tokens/find-push-target.ts'
import { toSeverityLevel } from '../words.ts'
import { isObject, toPlainRecord, toPlainValue } from './any-value.ts'

export interface PushedLines {
  readonly lines: readonly PushedLine[]
  readonly rejected: number
  /** Why the first of them was rejected; empty when none was. */
  readonly reason: string
}

export interface Bounds {
  readonly now: Date
  readonly retentionDays: number
}

const maxRecords = 20_000
const maxAheadMs = 5 * 60_000

/** The lines of an ExportLogsServiceRequest; a record that cannot be used is counted and harms no other. */
export function toPushedLines(request: unknown, target: PushTarget, bounds: Bounds): PushedLines {
  const lines: PushedLine[] = []
  let rejected = 0
  let reason = ''
  for (const { record, resource } of listRecords(request)) {
    const line =
      lines.length < maxRecords ? toPushedLine(record, resource, target, bounds) : tooMany
    if (typeof line !== 'string') lines.push(line)
    else {
      rejected++
      reason ||= line
    }
  }
  return { lines, rejected, reason }
}

const tooMany = `more than ${maxRecords} records in one request`

interface Resource {
  readonly service: string | null
  readonly instance: string | null
}

function* listRecords(request: unknown): Generator<{ record: unknown; resource: Resource }> {
  for (const group of listOf(request, 'resourceLogs')) {
    const attributes = isObject(group) && isObject(group.resource) ? group.resource.attributes : []
    const resource = toResource(toPlainRecord(attributes))
    for (const scope of listOf(group, 'scopeLogs')) {
      for (const record of listOf(scope, 'logRecords')) yield { record, resource }
    }
  }
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = isObject(value) ? value[key] : null
  return Array.isArray(list) ? list : []
}

const instanceKeys = ['service.instance.id', 'k8s.pod.name', 'container.name', 'host.name']

function toResource(attributes: Readonly<Record<string, unknown>>): Resource {
  const text = (key: string) => (typeof attributes[key] === 'string' ? attributes[key] : null)
  return {
    service: text('service.name'),
    instance: instanceKeys.map(text).find((value) => value) ?? null,
  }
}

function toPushedLine(
  record: unknown,
  resource: Resource,
  target: PushTarget,
  { now, retentionDays }: Bounds,
): PushedLine | string {
  if (!isObject(record)) return 'a record is not an object'
  const at = toMoment(record.timeUnixNano) ?? toMoment(record.observedTimeUnixNano) ?? now
  if (now.getTime() - at.getTime() > (retentionDays - 1) * 86_400_000) {
    return `a record is older than the ${retentionDays} days that lines are kept`
  }
  const text = toText(record)
  if (text === '') return 'a record has neither body nor attributes'
  const stated = typeof record.severityText === 'string' ? record.severityText : null
  // A clock that runs ahead must not keep lines at the top for hours.
  const isAhead = at.getTime() - now.getTime() > maxAheadMs
  const entry = toLine(
    {
      id: '',
      at: isAhead ? now : at,
      component: toComponent(resource.service, target),
      instance: resource.instance,
      text,
      level: toSeverityLevel(record.severityNumber) ?? stated,
    },
    { source: 'push', components: target.components },
  )
  return { ...entry, at: isAhead ? now : at, component: entry.component ?? target.component }
}

/** Nanoseconds since 1970 as text or number; null for none, zero and nonsense. */
function toMoment(nanoseconds: unknown): Date | null {
  const digits = String(nanoseconds ?? '')
  if (!/^\d{1,20}$/.test(digits)) return null
  // As numbers they would be beyond what a number holds exactly, and off by a millisecond now and then.
  const at = new Date(Number(BigInt(digits) / 1_000_000n))
  return at.getTime() > 0 && !Number.isNaN(at.getTime()) ? at : null
}

/** A record with attributes becomes a JSON line, so that none of them is lost. */
function toText(record: Readonly<Record<string, unknown>>): string {
  const body = toPlainValue(record.body)
  const attributes = toPlainRecord(record.attributes)
  const traces = {
    ...(typeof record.traceId === 'string' && record.traceId ? { trace_id: record.traceId } : {}),
    ...(typeof record.spanId === 'string' && record.spanId ? { span_id: record.spanId } : {}),
  }
  const extra = { ...attributes, ...traces }
  const hasExtra = Object.keys(extra).length > 0
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    return JSON.stringify({ ...body, ...extra })
  }
  const text = body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  if (!hasExtra || text.trimStart().startsWith('{')) return text
  return JSON.stringify({ msg: text, ...extra })
}

const slugPattern = /^[a-z0-9](?:-?[a-z0-9])*$/

/** `api` and `shop-api` are the component `api` of the system `shop`; other services keep their name. */
function toComponent(
  service: string | null,
  { components, systemSlug }: PushTarget,
): string | null {
  const slug = service?.toLowerCase().replaceAll('_', '-').slice(0, 63)
  if (!slug || slug.startsWith('unknown-service')) return null
  const short = slug.startsWith(`${systemSlug}-`) ? slug.slice(systemSlug.length + 1) : slug
  if (components.has(short)) return short
  return slugPattern.test(slug) ? slug : null
}
