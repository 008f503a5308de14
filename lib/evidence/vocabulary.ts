/** Everything the portal answers with yes or no of a stage. Stable: written in documents, stored with items. */
export const checkNames = [
  'port-443',
  'certificate',
  'platform-access',
  'health-outside',
  'health-inside',
  'frontend-start-page',
  'same-hosting',
  'backup-policy',
  'restore-test',
  'settings-present',
  'settings-differ',
  'region',
  'log-retention',
  'deployment',
  'deploy-workflow',
  'running-release',
  'service-unit',
  'data-path',
  'spike-test',
] as const

export type CheckName = (typeof checkNames)[number]

/** Why a check does not say yes. Stable: stored and translated by screens. */
export const checkReasons = [
  // no
  'unreachable',
  'certificate_ends',
  'access_refused',
  'unhealthy',
  'proxy_silent',
  'hosting_differs',
  'no_policy',
  'backup_not_fresh',
  'restore_not_ok',
  'never_restored',
  'settings_missing',
  'settings_same',
  'outside_region',
  'kept_for_ever',
  'kept_too_long',
  'not_deployed',
  'step_missing',
  'other_release',
  'sources_disagree',
  'not_running',
  'path_missing',
  'test_failed',
  // unknown
  'check_unknown',
  'parameter_unknown',
  'parameter_missing',
  'no_stage',
  'stage_unknown',
  'no_probe',
  'not_measured_lately',
  'no_certificate',
  'platform_silent',
  'platform_tells_nothing',
  'no_other_stage',
  'hosting_unknown',
  'backups_not_judged',
  'no_rule',
  'settings_unread',
  'no_steps',
  'version_unknown',
  'test_never_ran',
  'test_too_old',
  'reading_failed',
] as const

export type CheckReason = (typeof checkReasons)[number]

export const checkVerdicts = ['yes', 'no', 'unknown'] as const

export type CheckVerdict = (typeof checkVerdicts)[number]

export function isCheckName(text: string): text is CheckName {
  return checkNames.some((name) => name === text)
}
