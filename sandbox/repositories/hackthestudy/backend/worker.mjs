import { openJobs } from '../runtime/jobs.mjs'
import { createLog } from '../runtime/log.mjs'
import { requireSettings } from '../runtime/settings.mjs'
import { runWorker } from '../runtime/worker.mjs'
import { secretNames } from './settings.mjs'

const log = createLog(process.env.LOG_PREFIX ?? '[WORKER]')
requireSettings(log, [...secretNames, 'REDIS_URL'])

runWorker({ log, jobs: openJobs(`${process.env.DATA_DIR}/queue.sqlite`) })
