import { findNearest } from '../nearest.ts'
import type { Finding, ValuePath } from '../yaml-source.ts'

const codes = {
  component: 'unknown_component',
  source: 'unknown_source',
  stage: 'unknown_stage',
} as const

/** A slug that has to name another part of the file, and does not. */
export function findUnknown(
  what: keyof typeof codes,
  slug: string,
  path: ValuePath,
  known: readonly string[],
): readonly Finding[] {
  if (known.includes(slug)) return []
  return [{ path, code: codes[what], params: { value: slug }, nearest: findNearest(slug, known) }]
}
