import type { Tx } from './db.ts'

export const topics = [
  'board',
  'system',
  'stage',
  'deployment',
  'catalog',
  'token',
  'decision',
  'spike',
  'checklist',
] as const

export type Topic = (typeof topics)[number]

/** Something readers may want to fetch again. It carries no facts, only where to look. */
export interface Change {
  readonly topic: Topic
  /** `system/stage`, a deployment's id, or `*`. */
  readonly key: string
  /** Null for changes everybody signed in may know of. */
  readonly systemId: string | null
}

/** Stored in the transaction of the change; a trigger notifies the web processes when it commits. */
export async function recordChanges(tx: Tx, changes: readonly Change[] = []): Promise<void> {
  if (changes.length > 0) await tx.event.createMany({ data: [...changes] })
}
