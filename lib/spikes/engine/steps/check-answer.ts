import type { OutboundAnswer } from '#lib/core/http/request.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { findAtPath, parseJsonPath } from '#lib/health/index.ts'
import { type Captured, fillJson, fillText } from '../../captured.ts'
import type { Expectation, Scalar } from '../../plan.ts'
import type { StepReason } from '../../words.ts'
import { type StepEvidence, toExcerpt } from '../outcome.ts'

/** An answer with its body read once. */
export interface ReadAnswer {
  readonly status: number
  readonly headers: OutboundAnswer['headers']
  readonly text: string
  /** Undefined when the body is not JSON. */
  readonly json: unknown
  readonly evidence: StepEvidence
}

export function readAnswer(answer: OutboundAnswer): ReadAnswer {
  const body = answer.readBody()
  const text = body.ok ? body.text : ''
  const evidence = {
    status: answer.status,
    durationMs: Math.round(answer.durationMs),
    excerpt: body.ok ? toExcerpt(text) : body.message,
  }
  return { status: answer.status, headers: answer.headers, text, json: parseJson(text), evidence }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface Finding {
  readonly reason: StepReason
  readonly params: Readonly<Record<string, string>>
}

/** The first thing that is not as expected; null when all is. */
export function findDifference(
  answer: ReadAnswer,
  expected: Expectation,
  captured: Captured,
): Finding | null {
  if (expected.status !== null && answer.status !== expected.status) {
    const params = { expected: String(expected.status), actual: String(answer.status) }
    return { reason: 'status_unexpected', params }
  }
  for (const [name, wanted] of Object.entries(expected.header)) {
    const actual = String(answer.headers[name.toLowerCase()] ?? '')
    if (actual !== fillText(wanted, captured)) {
      const params = { path: name, expected: wanted, actual: toShown(actual) }
      return { reason: 'header_unexpected', params }
    }
  }
  return findJsonDifference(answer, expected, captured)
}

function findJsonDifference(
  { json }: ReadAnswer,
  expected: Expectation,
  captured: Captured,
): Finding | null {
  const wanted = Object.entries(expected.json)
  if (wanted.length === 0) return null
  if (json === undefined) return { reason: 'body_not_json', params: {} }
  for (const [path, value] of wanted) {
    const actual = findAtPath(json, parseJsonPath(path) ?? [])
    if (actual === undefined) return { reason: 'json_path_missing', params: { path } }
    const filled = fillJson(value, captured)
    if (actual !== filled) {
      const params = { path, expected: String(filled), actual: toShown(actual) }
      return { reason: 'json_value_unexpected', params }
    }
  }
  return null
}

const maxCapturedCharacters = 500

/** What the names of a step stand for from now on; the name that could not be captured, if any. */
export function captureFrom(
  answer: ReadAnswer,
  capture: Readonly<Record<string, string>>,
): { readonly captured: Captured; readonly missing: string | null } {
  const found = Object.entries(capture).map(([name, place]) => [name, findCaptured(answer, place)])
  const missing = found.find(([, value]) => value === undefined)
  return { captured: Object.fromEntries(found), missing: missing ? String(missing[0]) : null }
}

function findCaptured(answer: ReadAnswer, place: string): Scalar | undefined {
  if (place === 'status') return answer.status
  if (place.startsWith('header.')) {
    const value = answer.headers[place.slice('header.'.length).toLowerCase()]
    return value === undefined ? undefined : toSafe(String(value))
  }
  const value = findAtPath(answer.json, parseJsonPath(place) ?? [])
  if (typeof value === 'string') return toSafe(value)
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : undefined
}

// What is captured is stored and shown, so it must not be a secret.
const toSafe = (text: string) => redactSecrets(toInertText(text)).slice(0, maxCapturedCharacters)

function toShown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}'
  return toSafe(String(value)).slice(0, 100)
}
