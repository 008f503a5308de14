export type * from './answers/checklists.ts'
export type * from './answers/items.ts'
export type * from './answers/snapshots.ts'
export type { Attestation, Binding, Evidence, NotApplicable } from './stored.ts'
