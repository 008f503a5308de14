import type { RestoreCheck } from '../types.ts'

export interface Sentinel {
  readonly table: string
  readonly minimumRows: number
}

/** One check for each table that must hold rows; null rows for a table that is not there. */
export function toRowChecks(
  sentinels: readonly Sentinel[],
  rows: Readonly<Record<string, number | null>>,
): readonly RestoreCheck[] {
  return sentinels.map(({ table, minimumRows }) => {
    const count = rows[table] ?? null
    return {
      name: `rows:${table}`,
      passed: count !== null && count >= minimumRows,
      expected: `>= ${minimumRows}`,
      found: count === null ? null : String(count),
    }
  })
}
