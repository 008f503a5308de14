import type { Topic } from '#lib/core/changes.ts'

/** Something readers may want to fetch again. */
export interface ChangeEvent {
  /** Position in the order of changes, as text: it may exceed what a JSON number holds. */
  readonly seq: string
  readonly topic: Topic
  /** `system/stage`, a deployment's id, or `*`. */
  readonly key: string
  /** Null for changes everybody signed in may know of. */
  readonly systemId: string | null
}

/** What a browser learns of a change. */
export type ChangeNotice = Pick<ChangeEvent, 'topic' | 'key'>
