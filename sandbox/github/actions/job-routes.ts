import { listJobs } from '../engine/changes.ts'
import { ok, redirect } from '../http/answer.ts'
import { type Call, getIdParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { getRepository } from '../repositories/registry.ts'
import type { JobRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { toJobJson } from './job-json.ts'
import type { LogLinks } from './log-links.ts'
import { getCalledRun } from './run-routes.ts'

/** Jobs of runs, and their logs. */
export function jobRoutes(world: World, links: LogLinks): Route[] {
  return [
    repositoryRoute('GET', '/actions/runs/:run/jobs', (call) => {
      const run = getCalledRun(world, call)
      const attempts = [...run.earlierAttempts, run]
      const wanted = call.query.get('filter') === 'all' ? attempts : [run]
      return answerJobs(
        world,
        call,
        wanted.flatMap(({ attempt }) => listJobs(world, run, attempt)),
      )
    }),
    repositoryRoute('GET', '/actions/runs/:run/attempts/:attempt/jobs', (call) =>
      answerJobs(
        world,
        call,
        listJobs(world, getCalledRun(world, call), getIdParam(call, 'attempt')),
      ),
    ),
    repositoryRoute('GET', '/actions/jobs/:job', (call) => {
      const { job, run } = getCalledJob(world, call)
      return ok(toJobJson(world, getRepository(world, call), run, job))
    }),
    repositoryRoute('GET', '/actions/jobs/:job/logs', (call) =>
      redirect(302, links.create(getCalledJob(world, call).job.id)),
    ),
  ]
}

function answerJobs(world: World, call: Call, jobs: readonly JobRecord[]) {
  const repository = getRepository(world, call)
  const run = getCalledRun(world, call)
  const { items, headers } = paginate(world, call, jobs)
  return ok(
    { total_count: jobs.length, jobs: items.map((job) => toJobJson(world, repository, run, job)) },
    headers,
  )
}

function getCalledJob(world: World, call: Call) {
  const job = world.store.jobs.find(getIdParam(call, 'job'))
  const run = job && world.store.runs.find(job.runId)
  if (!run || run.repositoryId !== getRepository(world, call).id) throw notFound()
  return { job, run }
}
