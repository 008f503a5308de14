import type { z } from 'zod'
import { type FieldError, invalidInput } from '#lib/core/errors.ts'
import { findInvisibleCharacter } from '#lib/core/text.ts'

/**
 * Parses untrusted input; the error names each field and what is wrong with it. Fields named as `verbatim` hold whole
 * texts that are kept as they were written; their verb looks at them itself.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  verbatim: readonly string[] = [],
): z.output<Schema> {
  const hidden = findInvisible(value, []).filter(
    ({ path }) => !verbatim.includes(path.split('.').at(-1) ?? ''),
  )
  if (hidden.length > 0) throw toInvalidInput(hidden)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }))
  throw toInvalidInput(fields)
}

function toInvalidInput(fields: readonly FieldError[]) {
  const summary = fields.map(({ path, message }) => (path ? `${path}: ${message}` : message))
  return invalidInput(summary.join('; '), { fields })
}

function findInvisible(value: unknown, path: readonly string[]): readonly FieldError[] {
  if (typeof value === 'string') {
    const position = findInvisibleCharacter(value)
    if (position < 0) return []
    const message = `contains an invisible character at position ${position + 1}`
    return [{ path: path.join('.'), message }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    ...(findInvisibleCharacter(key) < 0
      ? []
      : [{ path: path.join('.'), message: 'has a key with an invisible character' }]),
    ...findInvisible(item, [...path, key]),
  ])
}
