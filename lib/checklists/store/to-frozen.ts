import type { FrozenList, ItemView } from '../types.ts'
import type { ChecklistRow } from './load-checklists.ts'
import { toItemView, toSummary } from './to-view.ts'

/** The list as a snapshot keeps it. */
export function toFrozen(row: ChecklistRow, now: Date): FrozenList {
  return {
    summary: toSummary(row, now),
    items: row.items.map((item) => withoutSuggestions(toItemView(item, now))),
  }
}

function withoutSuggestions({ suggestions: _, ...item }: ItemView) {
  return item
}
