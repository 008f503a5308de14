import { ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import type { CheckResult } from '../options.ts'
import { getGitCommit } from '../repositories/commit-log.ts'
import { getCommitSha } from '../repositories/commit-routes.ts'
import { getGitDir, getRepository } from '../repositories/registry.ts'
import { getApiUrl, getWebUrl, toMinimalRepository } from '../repositories/repository-json.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import { toNodeId, type World } from '../world.ts'
import { listChecks, type NumberedCheck } from './check-results.ts'

/** What continuous integration says about a commit: check runs and commit statuses. */
export function checkRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET', '/commits/:ref/check-runs', (call) => getCheckRuns(world, call)),
    repositoryRoute('GET', '/commits/:ref/status', (call) => getCombinedStatus(world, call)),
  ]
}

async function getCheckRuns(world: World, call: Call) {
  const repository = getRepository(world, call)
  const sha = await getCommitSha(world, repository, getParam(call, 'ref'))
  const at = await readCommitTime(world, repository, sha)
  const checks = (await listChecks(world, repository, sha)).filter(
    ({ result }) => result.kind !== 'status',
  )
  const { items, headers } = paginate(world, call, checks)
  const runs = items.map((check) => toCheckRun(world, repository, { sha, at, check }))
  return ok({ total_count: checks.length, check_runs: runs }, headers)
}

async function getCombinedStatus(world: World, call: Call) {
  const repository = getRepository(world, call)
  const sha = await getCommitSha(world, repository, getParam(call, 'ref'))
  const at = await readCommitTime(world, repository, sha)
  const api = getApiUrl(world, repository)
  const checks = (await listChecks(world, repository, sha)).filter(
    ({ result }) => result.kind === 'status',
  )
  const states = checks.map(({ result }) => toState(result))
  return ok({
    // https://docs.github.com/rest/commits/statuses: no statuses at all counts as pending.
    state: states.includes('failure')
      ? 'failure'
      : states.length > 0 && !states.includes('pending')
        ? 'success'
        : 'pending',
    statuses: checks.map((check) => toStatus(world, repository, { sha, at, check })),
    sha,
    total_count: checks.length,
    repository: toMinimalRepository(world, repository),
    commit_url: `${api}/commits/${sha}`,
    url: `${api}/commits/${sha}/status`,
  })
}

interface CheckFacts {
  readonly sha: string
  readonly at: string
  readonly check: NumberedCheck
}

async function readCommitTime(world: World, repository: RepositoryRecord, sha: string) {
  return toTimestamp((await getGitCommit(getGitDir(world, repository), sha)).committer.date)
}

function toCheckRun(
  world: World,
  repository: RepositoryRecord,
  { sha, at, check: { id, result } }: CheckFacts,
) {
  const url = `${getApiUrl(world, repository)}/check-runs/${id}`
  const html = `${getWebUrl(world, repository)}/commit/${sha}`
  const isDone = result.conclusion !== null
  return {
    id,
    node_id: toNodeId('CheckRun', id),
    head_sha: sha,
    name: result.name,
    external_id: '',
    url,
    html_url: html,
    details_url: html,
    status: isDone ? 'completed' : 'in_progress',
    conclusion: result.conclusion,
    started_at: at,
    completed_at: isDone ? at : null,
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id },
    app: null,
    pull_requests: [],
  }
}

function toStatus(
  world: World,
  repository: RepositoryRecord,
  { sha, at, check: { id, result } }: CheckFacts,
) {
  return {
    id,
    node_id: toNodeId('StatusContext', id),
    url: `${getApiUrl(world, repository)}/statuses/${sha}`,
    avatar_url: null,
    state: toState(result),
    description: null,
    target_url: null,
    context: result.name,
    created_at: at,
    updated_at: at,
  }
}

function toState({ conclusion }: CheckResult) {
  if (conclusion === null) return 'pending'
  return conclusion === 'failure' || conclusion === 'cancelled' ? 'failure' : 'success'
}
