import { json, ok } from '../http/answer.ts'
import { type Call, getIdParam } from '../http/call.ts'
import { forbidden, notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Handler, type Route, repositoryRoute, route } from '../http/route.ts'
import { requireOrganisation } from '../people/routes.ts'
import { getRepository } from '../repositories/registry.ts'
import type { World } from '../world.ts'
import { permissions, toAppJson, toInstallationJson } from './app-json.ts'
import { findInstallation, getInstallation } from './installation.ts'
import { issueInstallationToken } from './tokens.ts'

/** What the App asks about itself, signed in by its JWT. */
export function appRoutes(world: World): Route[] {
  const ofApp = (method: string, path: string, handle: Handler) =>
    route(method, path, handle, 'app')
  const answerInstallation = () => ok(toInstallationJson(world, getInstallation(world)))
  return [
    ofApp('GET', '/app', () => ok(toAppJson(world))),
    ofApp('GET', '/app/installations', (call) => listInstallations(world, call)),
    ofApp('GET', '/app/installations/:installation', (call) => {
      requireInstallation(world, call)
      return answerInstallation()
    }),
    ofApp('POST', '/app/installations/:installation/access_tokens', (call) =>
      createToken(world, call),
    ),
    ofApp('GET', '/orgs/:org/installation', (call) => {
      requireOrganisation(world, call)
      return answerInstallation()
    }),
    repositoryRoute('GET', '/installation', (call) => answerRepository(world, call), 'app'),
  ]
}

function listInstallations(world: World, call: Call) {
  const installation = findInstallation(world)
  const { items, headers } = paginate(world, call, installation ? [installation] : [])
  const page = items.map((item) => toInstallationJson(world, item))
  return ok(page, headers)
}

function answerRepository(world: World, call: Call) {
  getRepository(world, call)
  return ok(toInstallationJson(world, getInstallation(world)))
}

function createToken(world: World, call: Call) {
  requireInstallation(world, call)
  if (getInstallation(world).suspendedAt) throw forbidden('This installation has been suspended')
  const { token, expiresAt } = issueInstallationToken(world)
  return json(201, { token, expires_at: expiresAt, permissions, repository_selection: 'all' })
}

function requireInstallation(world: World, call: Call) {
  if (getIdParam(call, 'installation') !== getInstallation(world).id) throw notFound()
}
