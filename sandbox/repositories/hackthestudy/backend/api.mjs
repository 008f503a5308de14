import { canConnect, readHealth } from '../runtime/health.mjs'
import { serve } from '../runtime/http.mjs'
import { jobRoutes } from '../runtime/job-routes.mjs'
import { openJobs } from '../runtime/jobs.mjs'
import { createLog } from '../runtime/log.mjs'
import { requireSettings } from '../runtime/settings.mjs'
import { secretNames } from './settings.mjs'

const log = createLog(process.env.LOG_PREFIX ?? '[API]')
requireSettings(log, secretNames)
const jobs = openJobs(`${process.env.DATA_DIR}/queue.sqlite`)

serve({
  log,
  routes: {
    ...jobRoutes('/api/v1', jobs, log),
    'GET /api/v1/health': () => readHealth({ database: () => canConnect(process.env.DATABASE_URL) }),
  },
})
