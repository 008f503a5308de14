import 'server-only'
import { z } from 'zod'
import { defineJob } from '#lib/jobs/define-job.ts'
import { readRepositorySettings } from './read-repository-settings.ts'

/** Settings that GitHub keeps; those of platforms are asked for with their other facts. */
const readRepositorySettingsJob = defineJob({
  name: 'configuration.read-repository-settings',
  payload: z.object({}),
  cron: '*/5 * * * *',
  timeoutMs: 240_000,
  run: (ctx, _payload, signal) => readRepositorySettings(ctx, signal),
})

export const configurationJobs = [readRepositorySettingsJob]
