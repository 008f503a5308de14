import { ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { findSettings, getRepository } from '../repositories/registry.ts'
import type { World } from '../world.ts'
import { toEnvironmentJson } from './environment-json.ts'
import { findEnvironmentSettings, listEnvironments } from './environments.ts'

type Values = Readonly<Record<string, string>>

/** Environments, and the names of secrets and variables. Values of secrets are in no answer. */
export function environmentRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET', '/environments', (call) => {
      const repository = getRepository(world, call)
      const all = listEnvironments(world, repository)
      const { items, headers } = paginate(world, call, all)
      const environments = items.map((environment) =>
        toEnvironmentJson(world, repository, environment),
      )
      return ok({ total_count: all.length, environments }, headers)
    }),
    repositoryRoute('GET', '/environments/:environment', (call) =>
      ok(toEnvironmentJson(world, getRepository(world, call), getEnvironment(world, call))),
    ),
    repositoryRoute('GET', '/environments/:environment/secrets', (call) =>
      answerSecrets(world, call, getSettings(world, call)?.secrets),
    ),
    repositoryRoute('GET', '/environments/:environment/variables', (call) =>
      answerVariables(world, call, getSettings(world, call)?.variables),
    ),
    repositoryRoute('GET', '/actions/secrets', (call) =>
      answerSecrets(world, call, findSettings(world, getRepository(world, call))?.secrets),
    ),
    repositoryRoute('GET', '/actions/variables', (call) =>
      answerVariables(world, call, findSettings(world, getRepository(world, call))?.variables),
    ),
  ]
}

function getEnvironment(world: World, call: Call) {
  const wanted = getParam(call, 'environment').toLowerCase()
  const all = listEnvironments(world, getRepository(world, call))
  const environment = all.find(({ name }) => name.toLowerCase() === wanted)
  if (!environment) throw notFound()
  return environment
}

function getSettings(world: World, call: Call) {
  return findEnvironmentSettings(
    world,
    getRepository(world, call),
    getEnvironment(world, call).name,
  )
}

function answerSecrets(world: World, call: Call, secrets: Values = {}) {
  const { createdAt } = getRepository(world, call)
  const names = Object.keys(secrets).sort()
  const { items, headers } = paginate(world, call, names)
  const page = items.map((name) => ({ name, created_at: createdAt, updated_at: createdAt }))
  return ok({ total_count: names.length, secrets: page }, headers)
}

function answerVariables(world: World, call: Call, variables: Values = {}) {
  const { createdAt } = getRepository(world, call)
  const all = Object.entries(variables).sort()
  const { items, headers } = paginate(world, call, all, 10)
  const page = items.map(([name, value]) => ({
    name,
    value,
    created_at: createdAt,
    updated_at: createdAt,
  }))
  return ok({ total_count: all.length, variables: page }, headers)
}
