import { ok } from '../http/answer.ts'
import { type Call, getIdParam, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import type { World } from '../world.ts'
import { getCommitSha } from './commit-routes.ts'
import { toFullPullRequestJson, toPullRequestJson } from './pull-request-json.ts'
import { listPullRequests, listPullRequestsOf, type PullRequest } from './pull-requests.ts'
import { getRepository } from './registry.ts'

/** Pull requests; all of them are merged. */
export function pullRequestRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET', '/pulls', async (call) => {
      const wantsClosed = ['closed', 'all'].includes(call.query.get('state') ?? 'open')
      const all = wantsClosed ? await listPullRequests(world, getRepository(world, call)) : []
      return answerPage(world, call, all)
    }),
    repositoryRoute('GET', '/pulls/:number', async (call) => {
      const repository = getRepository(world, call)
      const number = getIdParam(call, 'number')
      const pull = (await listPullRequests(world, repository)).find(
        (candidate) => candidate.number === number,
      )
      if (!pull) throw notFound()
      return ok(await toFullPullRequestJson(world, repository, pull))
    }),
    repositoryRoute('GET', '/commits/:ref/pulls', async (call) => {
      const repository = getRepository(world, call)
      const sha = await getCommitSha(world, repository, getParam(call, 'ref'))
      return answerPage(world, call, await listPullRequestsOf(world, repository, sha))
    }),
  ]
}

async function answerPage(world: World, call: Call, pulls: readonly PullRequest[]) {
  const repository = getRepository(world, call)
  const { items, headers } = paginate(world, call, pulls)
  return ok(
    items.map((pull) => toPullRequestJson(world, repository, pull)),
    headers,
  )
}
