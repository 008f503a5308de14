/** Everything the portal measures of a stage. Stable: written in documents, stored with evidence. */
export const measureNames = [
  'availability',
  'latency-p95',
  'load-time',
  'deploy-duration',
  'rollback-duration',
  'time-to-running',
  'worker-restarts',
  'stuck-jobs',
  'log-errors',
  'backup-age',
  'restore-duration',
  'certificate-days',
  'instances',
  'region-eu',
] as const

export type MeasureName = (typeof measureNames)[number]

/** Units values come in; thresholds may use any unit of the same kind. */
export const measureUnits = ['%', 'ms', 's', 'd', 'count', 'yes-no'] as const

export type MeasureUnit = (typeof measureUnits)[number]

/** Why nothing can be said. Stable: stored and translated by screens. */
export const unknownReasons = [
  'measure_unknown',
  'parameter_unknown',
  'stage_unknown',
  'window_too_long',
  'no_probe',
  'not_measured_lately',
  'never_deployed',
  'no_rollback',
  'platform_silent',
  'platform_tells_nothing',
  'no_worker',
  'no_log_source',
  'log_source_failing',
  'no_job_lines',
  'no_backup_policy',
  'no_backup',
  'backups_not_judged',
  'never_restored',
  'no_certificate',
  'region_unknown',
  'reading_failed',
] as const

export type UnknownReason = (typeof unknownReasons)[number]

export function isMeasureName(text: string): text is MeasureName {
  return measureNames.some((name) => name === text)
}
