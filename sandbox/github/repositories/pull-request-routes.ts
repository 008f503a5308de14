import { z } from 'zod'
import { json, ok } from '../http/answer.ts'
import { type Call, getBody, getIdParam, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { getCallerLogin } from '../people/people.ts'
import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { closePullRequest, mergePullRequest, openPullRequest } from './change-pull-request.ts'
import { getCommitSha } from './commit-routes.ts'
import { toFullPullRequestJson, toPullRequestJson } from './pull-request-json.ts'
import { listPullRequests, listPullRequestsOf, type PullRequest } from './pull-requests.ts'
import { getRepository } from './registry.ts'
import type { ReferenceWatch } from './watch-references.ts'

const newSchema = z.object({
  title: z.string().min(1),
  body: z.string().nullish(),
  head: z.string(),
  base: z.string(),
})

/** Pull requests: those told by merge commits, and those opened here. */
export function pullRequestRoutes(world: World, watch: ReferenceWatch): Route[] {
  return [
    repositoryRoute('GET', '/pulls', (call) => listJson(world, call)),
    repositoryRoute('POST', '/pulls', async (call) => {
      const repository = getRepository(world, call)
      const { title, body = null, head, base } = getBody(call, newSchema)
      const author = getCallerLogin(world, call.caller)
      const number = await openPullRequest(world, repository, { title, body, head, base, author })
      return json(201, await getFull(world, repository, number))
    }),
    repositoryRoute('GET', '/pulls/:number', async (call) =>
      ok(await getFull(world, getRepository(world, call), getIdParam(call, 'number'))),
    ),
    repositoryRoute('PATCH', '/pulls/:number', async (call) => {
      const repository = getRepository(world, call)
      const number = getIdParam(call, 'number')
      const { state } = getBody(call, z.object({ state: z.enum(['open', 'closed']).optional() }))
      if (state === 'closed') await closePullRequest(world, repository, number)
      return ok(await getFull(world, repository, number))
    }),
    repositoryRoute('PUT', '/pulls/:number/merge', async (call) => {
      const repository = getRepository(world, call)
      const sha = await mergePullRequest(world, repository, getIdParam(call, 'number'))
      await watch.check(repository)
      return ok({ sha, merged: true, message: 'Pull Request successfully merged' })
    }),
    repositoryRoute('GET', '/commits/:ref/pulls', async (call) => {
      const repository = getRepository(world, call)
      const sha = await getCommitSha(world, repository, getParam(call, 'ref'))
      return answerPage(world, call, await listPullRequestsOf(world, repository, sha))
    }),
  ]
}

async function listJson(world: World, call: Call) {
  const state = call.query.get('state') ?? 'open'
  const head = call.query.get('head')?.replace(/^[^:]*:/, '')
  const base = call.query.get('base')
  const all = await listPullRequests(world, getRepository(world, call))
  return answerPage(
    world,
    call,
    all.filter(
      (pull) =>
        (state === 'all' || (pull.record?.state ?? 'closed') === state) &&
        (!head || pull.headBranch === head) &&
        (!base || pull.baseBranch === base),
    ),
  )
}

async function getFull(world: World, repository: RepositoryRecord, number: number) {
  const all = await listPullRequests(world, repository)
  const pull = all.find((candidate) => candidate.number === number)
  if (!pull) throw notFound()
  return toFullPullRequestJson(world, repository, pull)
}

async function answerPage(world: World, call: Call, pulls: readonly PullRequest[]) {
  const repository = getRepository(world, call)
  const { items, headers } = paginate(world, call, pulls)
  return ok(
    items.map((pull) => toPullRequestJson(world, repository, pull)),
    headers,
  )
}
