import type { DecisionSummary } from '#lib/decisions/types.ts'

export interface Month {
  /** First day, e.g. `2026-11-01`; null for records without any date. */
  readonly day: string | null
  readonly items: readonly DecisionSummary[]
}

/** Records in the order given, those of one month together. */
export function groupByMonth(items: readonly DecisionSummary[]): readonly Month[] {
  const months = new Map<string, DecisionSummary[]>()
  for (const item of items) {
    const day = item.decidedOn ?? item.recordedOn
    const month = day ? `${day.slice(0, 7)}-01` : ''
    const known = months.get(month)
    if (known) known.push(item)
    else months.set(month, [item])
  }
  return [...months].map(([day, of]) => ({ day: day || null, items: of }))
}
