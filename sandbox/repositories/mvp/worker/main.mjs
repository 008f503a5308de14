import { openJobs } from '../runtime/jobs.mjs'
import { createLog } from '../runtime/log.mjs'
import { requireSettings } from '../runtime/settings.mjs'
import { runWorker } from '../runtime/worker.mjs'

const log = createLog('[WORKER]')
requireSettings(log, ['DATABASE_URL'])

runWorker({ log, jobs: openJobs(`${process.env.DATA_DIR}/jobs.sqlite`) })
