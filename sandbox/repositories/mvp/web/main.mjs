import { canConnect, canWrite, readHealth } from '../runtime/health.mjs'
import { serve } from '../runtime/http.mjs'
import { jobRoutes } from '../runtime/job-routes.mjs'
import { openJobs } from '../runtime/jobs.mjs'
import { createLog } from '../runtime/log.mjs'
import { pageRoutes } from '../runtime/pages.mjs'
import { requireSettings } from '../runtime/settings.mjs'

const log = createLog('[WEB]')
requireSettings(log, ['DATABASE_URL', 'STORAGE_ACCESS_KEY_ID', 'STORAGE_SECRET_ACCESS_KEY', 'AUTH_SECRET'])
const jobs = openJobs(`${process.env.DATA_DIR}/jobs.sqlite`)

serve({
  log,
  routes: {
    ...pageRoutes('dist'),
    ...jobRoutes('/api', jobs, log),
    'GET /health': () =>
      readHealth({
        database: () => canConnect(process.env.DATABASE_URL),
        storage: () => canWrite('storage'),
      }),
  },
})
