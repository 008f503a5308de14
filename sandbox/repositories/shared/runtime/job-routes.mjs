import { requestError } from './http.mjs'

const longestSeconds = 600

/** The two routes of a job queue: put a job in, look at it. */
export function jobRoutes(prefix, jobs, log) {
  return {
    [`POST ${prefix}/jobs`]: ({ body }) => {
      const { kind, seconds } = body
      if (kind !== 'sleep') throw requestError(422, 'The only kind of job is "sleep".')
      if (!(Number.isFinite(seconds) && seconds >= 0 && seconds <= longestSeconds)) {
        throw requestError(422, `"seconds" must be a number from 0 to ${longestSeconds}.`)
      }
      const job = jobs.enqueue(kind, seconds)
      log.info('job queued', { job: job.id, seconds })
      return { status: 202, json: job }
    },
    [`GET ${prefix}/jobs/:id`]: ({ params }) => {
      const job = jobs.find(params.id)
      if (!job) throw requestError(404, 'There is no such job.')
      return { json: job }
    },
  }
}
