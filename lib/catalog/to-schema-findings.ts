import { type Document, isScalar, Scalar } from 'yaml'
import type { z } from 'zod'
import { findNearest } from './nearest.ts'
import { isProblemCode, type ProblemParams } from './problems.ts'
import { toCodePoint } from './scan-nodes.ts'
import { listTimeZones } from './schedule.ts'
import { listKeysAt } from './schema-keys.ts'
import { type Finding, locate, type ValuePath } from './yaml-source.ts'

type Issue = z.core.$ZodIssue

/** What the schema found, in the words of the catalog. */
export function toSchemaFindings(
  issues: readonly Issue[],
  schema: z.ZodType,
  value: unknown,
  document: Document,
): readonly Finding[] {
  return issues.flatMap((issue) => toFindings(issue, schema, value, document))
}

function toFindings(
  issue: Issue,
  schema: z.ZodType,
  value: unknown,
  document: Document,
): readonly Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  switch (issue.code) {
    case 'unrecognized_keys': {
      const keys = listKeysAt(schema, value, path)
      return issue.keys.map((key) => toUnknownKey(path, key, keys))
    }
    case 'invalid_type':
      return [toTypeFinding(path, issue.expected, document)]
    case 'invalid_union':
      return [toUnionFinding(path, issue, document)]
    case 'invalid_value':
      return [toChoiceFinding(path, issue.values.map(String), document)]
    case 'invalid_key':
      return issue.issues.map((inner) => ({
        ...toFaultFinding(path, inner, document),
        atKey: true,
      }))
    default:
      return [toFaultFinding(path, issue, document)]
  }
}

function toUnknownKey(path: ValuePath, key: string, keys: readonly string[]): Finding {
  const nearest = findNearest(key, keys)
  return { path: [...path, key], atKey: true, code: 'unknown_key', params: { key }, nearest }
}

function toTypeFinding(path: ValuePath, expected: string, document: Document): Finding {
  const { node } = locate(document, path)
  if (node === null) {
    return { path: path.slice(0, -1), code: 'missing_key', params: { key: String(path.at(-1)) } }
  }
  if (isScalar(node) && node.value === null) return { path, code: 'empty_value' }
  if (expected === 'string' && isScalar(node) && node.type === Scalar.PLAIN) {
    return { path, code: 'quotes_needed', params: { source: node.source ?? String(node.value) } }
  }
  return { path, code: 'wrong_type', params: { expected: EXPECTED[expected] ?? expected } }
}

const EXPECTED: Readonly<Record<string, string>> = {
  object: 'key: value',
  record: 'key: value',
  array: '- …',
  int: '0, 1, 2, …',
  number: '0, 1, 2, …',
  boolean: 'true, false',
  string: '"…"',
}

function toUnionFinding(
  path: ValuePath,
  issue: z.core.$ZodIssueInvalidUnion,
  document: Document,
): Finding {
  // `options` stands on unions told apart by a key; the others here are unions of scalars.
  const options =
    'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : null
  if (options !== null) return toChoiceFinding(path, options, document)
  return { path, code: 'wrong_type', params: { expected: '"…", 0, true, null' } }
}

function toChoiceFinding(path: ValuePath, options: readonly string[], document: Document): Finding {
  const { node } = locate(document, path)
  if (!isScalar(node) || node.value === null) return toTypeFinding(path, 'string', document)
  const value = toShown(node.value)
  const nearest = findNearest(value, options)
  return { path, code: 'not_one_of', params: { value, options: options.join(', ') }, nearest }
}

/** The schemas of this domain use a problem code as the message of their own checks. */
function toFaultFinding(path: ValuePath, issue: Issue, document: Document): Finding {
  const written = path.length > 0 ? locate(document, path).node : null
  const text = isScalar(written) && typeof written.value === 'string' ? written.value : ''
  const code = isProblemCode(issue.message) ? issue.message : 'wrong_type'
  const foreign = code === 'slug' ? findForeignCharacter(text) : null
  if (foreign !== null) return { path, code: 'look_alike', params: foreign }
  const nearest =
    code === 'time_zone'
      ? findNearest(text, listTimeZones())
      : code === 'slug'
        ? toSlugHint(text)
        : null
  return { path, code, params: { value: toShown(text), ...toBounds(issue) }, nearest }
}

function toBounds(issue: Issue): ProblemParams {
  if (issue.code === 'too_big') return { maximum: Number(issue.maximum) }
  if (issue.code === 'too_small') return { minimum: Number(issue.minimum) }
  return issue.code === 'custom' ? (issue.params as ProblemParams) : { expected: issue.message }
}

function findForeignCharacter(text: string): ProblemParams | null {
  const index = text.search(/\P{ASCII}/u)
  if (index < 0) return null
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0)
  return { character, codePoint: toCodePoint(text, index), position: index + 1 }
}

function toSlugHint(text: string): string | null {
  const hint = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return hint === '' || hint === text ? null : hint
}

function toShown(value: unknown): string {
  const text = String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
