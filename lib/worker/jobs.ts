import { auditJobs } from '#lib/audit/index.ts'
import { authJobs } from '#lib/auth/index.ts'
import { backupJobs } from '#lib/backups/index.ts'
import { catalogJobs } from '#lib/catalog/index.ts'
import { checklistJobs } from '#lib/checklists/index.ts'
import { configurationJobs } from '#lib/configuration/index.ts'
import { deploymentJobs } from '#lib/deployments/index.ts'
import { documentJobs } from '#lib/documents/index.ts'
import { eventJobs } from '#lib/events/index.ts'
import type { Job } from '#lib/jobs/define-job.ts'
import { unlockAbandonedJob } from '#lib/jobs/unlock-abandoned.ts'
import { logJobs } from '#lib/logs/index.ts'
import { spikeJobs } from '#lib/spikes/index.ts'
import { webhookJobs } from '#lib/webhooks/index.ts'

/** Every kind of background work; a domain adds its jobs here. */
export const jobs: readonly Job[] = [
  ...auditJobs,
  ...authJobs,
  ...backupJobs,
  ...catalogJobs,
  ...checklistJobs,
  ...configurationJobs,
  ...deploymentJobs,
  ...documentJobs,
  ...eventJobs,
  ...logJobs,
  ...spikeJobs,
  ...webhookJobs,
  unlockAbandonedJob,
]
