import { listJobs } from '../engine/changes.ts'
import type { Engine } from '../engine/engine.ts'
import { json, noContent, ok } from '../http/answer.ts'
import { type Call, getIdParam, getParam } from '../http/call.ts'
import { forbidden, notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { getCallerLogin } from '../people/people.ts'
import { getRepository } from '../repositories/registry.ts'
import type { RunRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { toRunFilter } from './run-filter.ts'
import { toRunJson } from './run-json.ts'
import { getWorkflow } from './workflows.ts'

const maximumFilteredRuns = 1_000

/** Runs: listed, read, re-run, cancelled and deleted. */
export function runRoutes(world: World, engine: Engine): Route[] {
  return [
    repositoryRoute('GET', '/actions/runs', (call) => listRuns(world, call, () => true)),
    repositoryRoute('GET', '/actions/workflows/:workflow/runs', async (call) => {
      const repository = getRepository(world, call)
      const { record } = await getWorkflow(world, repository, getParam(call, 'workflow'))
      return listRuns(world, call, ({ workflowId }) => workflowId === record.id)
    }),
    repositoryRoute('GET', '/actions/runs/:run', (call) =>
      ok(toRunJson(world, getRepository(world, call), getCalledRun(world, call))),
    ),
    repositoryRoute('GET', '/actions/runs/:run/attempts/:attempt', (call) => {
      const run = getCalledRun(world, call)
      const wanted = getIdParam(call, 'attempt')
      const attempt = [...run.earlierAttempts, run].find(
        (candidate) => candidate.attempt === wanted,
      )
      if (!attempt) throw notFound()
      return ok(toRunJson(world, getRepository(world, call), run, attempt))
    }),
    repositoryRoute('DELETE', '/actions/runs/:run', (call) =>
      deleteRun(world, getCalledRun(world, call)),
    ),
    ...runControlRoutes(world, engine),
  ]
}

export function getCalledRun(world: World, call: Call): RunRecord {
  const repository = getRepository(world, call)
  const run = world.store.runs.find(getIdParam(call, 'run'))
  if (run?.repositoryId !== repository.id) throw notFound()
  return run
}

function runControlRoutes(world: World, engine: Engine): Route[] {
  const rerun = (jobs: 'all' | 'failed') => (call: Call) => {
    engine.rerun(getCalledRun(world, call).id, { login: getCallerLogin(world, call.caller), jobs })
    return json(201, {})
  }
  const cancel = (call: Call) => {
    engine.cancel(getCalledRun(world, call).id)
    return json(202, {})
  }
  return [
    repositoryRoute('POST', '/actions/runs/:run/rerun', rerun('all')),
    repositoryRoute('POST', '/actions/runs/:run/rerun-failed-jobs', rerun('failed')),
    repositoryRoute('POST', '/actions/runs/:run/cancel', cancel),
    repositoryRoute('POST', '/actions/runs/:run/force-cancel', cancel),
  ]
}

function listRuns(world: World, call: Call, belongs: (run: RunRecord) => boolean) {
  const repository = getRepository(world, call)
  const matches = toRunFilter(call.query)
  const all = world.store.runs
    .list((run) => run.repositoryId === repository.id && belongs(run) && matches(run))
    .reverse()
  const isFiltered = ['actor', 'branch', 'created', 'event', 'status', 'head_sha'].some((name) =>
    call.query.has(name),
  )
  const reachable = isFiltered ? all.slice(0, maximumFilteredRuns) : all
  const { items, headers } = paginate(world, call, reachable)
  const runs = items.map((run) => toRunJson(world, repository, run))
  return ok({ total_count: all.length, workflow_runs: runs }, headers)
}

function deleteRun(world: World, run: RunRecord) {
  if (run.status !== 'completed') throw forbidden('Could not delete the workflow run')
  const attempts = [...run.earlierAttempts, run]
  const jobs = attempts.flatMap(({ attempt }) => listJobs(world, run, attempt))
  for (const { id } of jobs) world.store.jobs.remove(id)
  world.store.runs.remove(run.id)
  return noContent()
}
