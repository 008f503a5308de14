import type { Measure } from './measure.ts'
import { availability } from './measures/availability.ts'
import { backupAge, restoreDuration } from './measures/backups.ts'
import { certificateDays } from './measures/certificate.ts'
import { deployDuration, rollbackDuration, timeToRunning } from './measures/durations.ts'
import { latencyP95, loadTime } from './measures/latency.ts'
import { logErrors, stuckJobs } from './measures/logs.ts'
import { instances, regionEu, workerRestarts } from './measures/platform.ts'
import type { MeasureName } from './words.ts'

/** Everything that can be measured; a new one is a file beside this and a line here. */
export const measures: Readonly<Record<MeasureName, Measure>> = {
  availability,
  'latency-p95': latencyP95,
  'load-time': loadTime,
  'deploy-duration': deployDuration,
  'rollback-duration': rollbackDuration,
  'time-to-running': timeToRunning,
  'worker-restarts': workerRestarts,
  'stuck-jobs': stuckJobs,
  'log-errors': logErrors,
  'backup-age': backupAge,
  'restore-duration': restoreDuration,
  'certificate-days': certificateDays,
  instances,
  'region-eu': regionEu,
}
