import type { CheckName } from '../vocabulary.ts'
import { backupPolicy, restoreTest } from './backups.ts'
import { sameHosting, settingsDiffer, settingsPresent } from './catalog.ts'
import type { Check } from './check.ts'
import { deployment, deployWorkflow, runningRelease } from './deployments.ts'
import {
  dataPath,
  healthInside,
  logRetention,
  platformAccess,
  region,
  serviceUnit,
} from './platform.ts'
import { certificate, frontendStartPage, healthOutside, port443 } from './probes.ts'
import { spikeTest } from './spike-test.ts'

/** Everything that can be asked of a stage; a new check is a function beside this and a line here. */
export const checks: Readonly<Record<CheckName, Check>> = {
  'port-443': port443,
  certificate,
  'platform-access': platformAccess,
  'health-outside': healthOutside,
  'health-inside': healthInside,
  'frontend-start-page': frontendStartPage,
  'same-hosting': sameHosting,
  'backup-policy': backupPolicy,
  'restore-test': restoreTest,
  'settings-present': settingsPresent,
  'settings-differ': settingsDiffer,
  region,
  'log-retention': logRetention,
  deployment,
  'deploy-workflow': deployWorkflow,
  'running-release': runningRelease,
  'service-unit': serviceUnit,
  'data-path': dataPath,
  'spike-test': spikeTest,
}
