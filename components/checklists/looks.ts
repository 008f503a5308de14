import type { StatusLook } from '#components/ui/status-icon.tsx'
import type { ItemChange, ItemState, ListState } from '#lib/checklists/words.ts'

export const listLooks: Record<ListState, StatusLook> = {
  blocked: { tone: 'bad', shape: 'cross' },
  open: { tone: 'warn', shape: 'triangle' },
  done: { tone: 'ok', shape: 'check' },
}

export const itemLooks: Record<ItemState, StatusLook> = {
  unmet: { tone: 'bad', shape: 'cross' },
  expired: { tone: 'warn', shape: 'clock' },
  unknown: { tone: 'unknown', shape: 'question' },
  met: { tone: 'ok', shape: 'check' },
  not_applicable: { tone: 'unknown', shape: 'slash' },
}

export const changeLooks: Record<ItemChange, StatusLook> = {
  gone_bad: { tone: 'bad', shape: 'cross' },
  gone_good: { tone: 'ok', shape: 'check' },
  added: { tone: 'info', shape: 'triangle' },
  removed: { tone: 'unknown', shape: 'slash' },
  same: { tone: 'unknown', shape: 'dash' },
}
