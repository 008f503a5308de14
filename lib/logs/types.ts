export type * from './answers/counts.ts'
export type * from './answers/lines.ts'
export type * from './answers/search.ts'
export type * from './answers/tokens.ts'
