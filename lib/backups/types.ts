export type * from './answers/policies.ts'
export type * from './answers/restore-tests.ts'
export type * from './answers/stage-backups.ts'
export type { StageBackup } from './schemas.ts'
