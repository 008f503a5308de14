import { requestJson } from '#components/api/request-json.ts'
import type { ImportedDecisions, SavedDecision } from '#lib/decisions/types.ts'
import type { DocumentEdit } from '#lib/documents/schemas.ts'
import { decisionPath } from './queries.ts'

interface Edits {
  readonly edits: readonly DocumentEdit[]
  readonly baseVersion: number
}

export const saveEdits = (id: string, body: Edits) =>
  requestJson<SavedDecision>(decisionPath(id), { method: 'PATCH', body })

interface WholeText {
  readonly content: string
  readonly baseVersion: number
  readonly reason?: string
}

export const saveText = (id: string, body: WholeText) =>
  requestJson<SavedDecision>(decisionPath(id), { method: 'PATCH', body })

export const resolveConflict = (id: string, body: WholeText) =>
  requestJson<SavedDecision>(`${decisionPath(id)}/conflict`, { method: 'PUT', body })

export const saveDraft = (id: string, body: Omit<WholeText, 'reason'>) =>
  requestJson<unknown>(`${decisionPath(id)}/draft`, { method: 'PUT', body })

export const deleteDraft = (id: string) =>
  requestJson<unknown>(`${decisionPath(id)}/draft`, { method: 'DELETE' })

interface Verdict {
  readonly outcome: 'accepted' | 'rejected'
  readonly option?: string
  readonly reason?: string
  readonly reviewOn?: string
  readonly baseVersion: number
}

export const decide = (id: string, body: Verdict) =>
  requestJson<SavedDecision>(`${decisionPath(id)}/decide`, { method: 'POST', body })

export const supersede = (id: string, body: { readonly by: string; readonly reason: string }) =>
  requestJson<unknown>(`${decisionPath(id)}/supersede`, { method: 'POST', body })

export type Home =
  | { readonly home: 'repository'; readonly path: string; readonly reason: string }
  | { readonly home: 'portal'; readonly reason: string }

export const moveHome = (id: string, body: Home) =>
  requestJson<unknown>(`${decisionPath(id)}/home`, { method: 'PUT', body })

export interface NewDecision {
  readonly title: string
  readonly language: 'de' | 'en'
  readonly system?: string
  readonly context?: string
  readonly options: readonly string[]
}

export const createDecision = (body: NewDecision) =>
  requestJson<{ readonly id: string }>('/api/v1/decisions', { method: 'POST', body })

export interface FileToImport {
  readonly path: string
  readonly content: string
}

export const importFiles = (files: readonly FileToImport[], system: string | null) =>
  requestJson<ImportedDecisions>('/api/v1/decisions/import', {
    method: 'POST',
    body: { files, ...(system ? { system } : {}) },
  })
