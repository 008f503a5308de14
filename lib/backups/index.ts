export { backupListSchema } from './answers/policies.ts'
export { recordedRestoreTestSchema, restoreTestListSchema } from './answers/restore-tests.ts'
export {
  backupPingUrlSchema,
  requestedBackupSchema,
  stageBackupsSchema,
} from './answers/stage-backups.ts'
export { backupFactReader } from './fact-reader.ts'
export { getBackupPingUrl } from './get-ping-url.ts'
export { getStageBackups } from './get-stage-backups.ts'
export { backupJobs } from './jobs.ts'
export { listBackups } from './list-backups.ts'
export { listRestoreTests } from './list-restore-tests.ts'
export { recordBackupPing } from './record-ping.ts'
export { recordRestoreTest } from './record-restore-test.ts'
export { requestBackup } from './request-backup.ts'
export { rotateBackupToken } from './rotate-ping-token.ts'
export { startRestoreTest } from './start-restore-test.ts'
export type * from './types.ts'
