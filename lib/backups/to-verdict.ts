import type { Verdict } from './words.ts'

/** What the checks of a restore say together; null where nothing was checked. */
export function toVerdict(checks: readonly { readonly passed: boolean }[]): Verdict | null {
  if (checks.length === 0) return null
  return checks.every(({ passed }) => passed) ? 'ok' : 'failed'
}
