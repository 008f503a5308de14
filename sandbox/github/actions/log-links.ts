import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { text } from '../http/answer.ts'
import { type Call, getIdParam } from '../http/call.ts'
import { GitHubFailure } from '../http/failure.ts'
import { type Route, route } from '../http/route.ts'
import type { World } from '../world.ts'
import { readLog } from './job-log.ts'

const lifetimeMs = 60_000

/** Addresses of logs that need no token and end after a minute. */
export interface LogLinks {
  create(jobId: number): string
  readonly route: Route
}

export function createLogLinks(world: World): LogLinks {
  const key = randomBytes(32)
  const sign = (jobId: number, expires: string) =>
    createHmac('sha256', key).update(`${jobId}:${expires}`).digest('base64url')

  function serve(call: Call) {
    const jobId = getIdParam(call, 'job')
    const expires = call.query.get('expires') ?? ''
    const isGenuine = isEqual(call.query.get('signature') ?? '', sign(jobId, expires))
    if (!isGenuine || Number(expires) <= world.now().getTime()) {
      throw new GitHubFailure(403, 'Server failed to authenticate the request.')
    }
    return text(200, readLog(world, jobId))
  }

  return {
    create(jobId) {
      const expires = String(world.now().getTime() + lifetimeMs)
      return `${world.urls.web}/_logs/${jobId}?expires=${expires}&signature=${sign(jobId, expires)}`
    },
    route: route('GET', '/_logs/:job', serve, 'anyone'),
  }
}

function isEqual(one: string, other: string) {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
