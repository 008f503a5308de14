import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { startHeartbeat } from './heartbeat.mjs'
import { announceReady, onShutdown } from './lifecycle.mjs'

const pollEveryMs = 250
const renewEveryMs = 1000

/** Takes jobs one after the other until the process ends, and reports its life to the heartbeat URL. */
export function runWorker({ jobs, log }) {
  const holder = randomUUID()
  const heartbeat = startHeartbeat(log)
  const ending = new AbortController()
  log.info('worker started', { holder, heartbeat: heartbeat.isOn })
  announceReady()
  onShutdown(() => {
    ending.abort()
    jobs.close()
  })
  void workUntil(ending.signal, { jobs, log, holder })
}

async function workUntil(signal, { jobs, log, holder }) {
  while (!signal.aborted) {
    const job = jobs.claim(holder)
    if (job) await perform(job, { jobs, log, holder, signal })
    else await sleep(pollEveryMs, undefined, { signal }).catch(() => {})
  }
}

async function perform(job, { jobs, log, holder, signal }) {
  log.info('job started', { job: job.id, seconds: job.seconds, attempt: job.attempts })
  const renewal = setInterval(() => jobs.renew(job.id, holder), renewEveryMs)
  try {
    await sleep(job.seconds * 1000, undefined, { signal })
    const isOurs = jobs.finish(job.id, holder)
    if (isOurs) log.info('job succeeded', { job: job.id })
    else log.warn('job was taken over by another worker', { job: job.id })
  } catch (error) {
    if (!signal.aborted) log.error('job failed', { job: job.id, reason: String(error) })
  } finally {
    clearInterval(renewal)
  }
}
