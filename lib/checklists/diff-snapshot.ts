import { isOpen } from './evaluate-checklist.ts'
import type { ItemDiff, ItemView } from './types.ts'
import { type ItemChange, itemChanges } from './words.ts'

type Item = Omit<ItemView, 'suggestions'>

/** A frozen list against today, item by item: what has gone bad first, what stayed as it was last. */
export function diffSnapshot(frozen: readonly Item[], today: readonly Item[]): readonly ItemDiff[] {
  const old = new Map(frozen.map((item) => [item.key, item]))
  const current = new Map(today.map((item) => [item.key, item]))
  return [...new Set([...old.keys(), ...current.keys()])]
    .map((key) => {
      const [before, after] = [old.get(key) ?? null, current.get(key) ?? null]
      return { change: toChange(before, after), before, after }
    })
    .toSorted((a, b) => itemChanges.indexOf(a.change) - itemChanges.indexOf(b.change))
}

export const countGoneBad = (diff: readonly ItemDiff[]): number =>
  diff.filter(({ change }) => change === 'gone_bad').length

function toChange(before: Item | null, after: Item | null): ItemChange {
  if (!before) return 'added'
  if (!after) return 'removed'
  if (isOpen(before.state) === isOpen(after.state)) return 'same'
  return isOpen(after.state) ? 'gone_bad' : 'gone_good'
}
