import { requestJson } from '#components/api/request-json.ts'
import type { ChecklistSummary, ItemView } from '#lib/checklists/types.ts'
import { checklistPath } from './queries.ts'

export type ItemInput =
  | {
      readonly action: 'attest'
      readonly note: string | null
      readonly evidenceUrl: string | null
      readonly expiresAt: string | null
    }
  | { readonly action: 'withdraw' | 'set-applicable' | 'unbind' }
  | { readonly action: 'set-not-applicable'; readonly reason: string }
  | {
      readonly action: 'bind'
      readonly check: string
      readonly parameters: Readonly<Record<string, string>>
    }
  | { readonly action: 'link'; readonly url: string }
  | { readonly action: 'set-blocking'; readonly isBlocking: boolean }

const itemPath = (list: string, item: string) => `${checklistPath(list)}/items/${item}`

export const changeItem = (list: string, item: string, input: ItemInput) =>
  requestJson<ItemView>(itemPath(list, item), { method: 'PATCH', body: input })

export const tickItem = (
  list: string,
  item: string,
  input: { readonly isTicked: boolean; readonly reason: string },
) => requestJson<ItemView>(`${itemPath(list, item)}/tick`, { method: 'PUT', body: input })

export interface ListInput {
  readonly stage: { readonly system: string; readonly stage: string } | null
  readonly owner: string | null
  readonly deadline: string | null
  readonly isGate?: boolean
}

export const changeChecklist = (list: string, input: ListInput) =>
  requestJson<ChecklistSummary>(checklistPath(list), { method: 'PATCH', body: input })

export const freezeChecklist = (
  list: string,
  input: { readonly title: string; readonly reason: string },
) =>
  requestJson<{ readonly id: string }>(`${checklistPath(list)}/snapshots`, {
    method: 'POST',
    body: input,
  })
