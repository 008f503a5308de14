export type * from './answers.ts'
export type { HistoryRange } from './words.ts'
