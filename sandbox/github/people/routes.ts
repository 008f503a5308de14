import { ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { forbidden, notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, route } from '../http/route.ts'
import type { AccountOptions, TeamOptions } from '../options.ts'
import type { World } from '../world.ts'
import {
  findAccount,
  getEmail,
  isMember,
  listTeamsOf,
  toAccountUser,
  toOrganisation,
} from './people.ts'
import { toFullTeam, toTeam } from './team-json.ts'
import { toPrivateUser, toPublicUser } from './user-json.ts'

/** `/user`, `/users/{login}` and what an organisation says about its people. */
export function peopleRoutes(world: World): Route[] {
  return [...userRoutes(world), ...organisationRoutes(world)]
}

function userRoutes(world: World): Route[] {
  return [
    route('GET', '/user', (call) => ok(toPrivateUser(world, getUser(call))), 'user'),
    route('GET', '/user/emails', (call) => ok([toEmail(getUser(call))]), 'user'),
    route(
      'GET',
      '/user/orgs',
      (call) => ok(isMember(world, getUser(call).login) ? [toOrganisation(world)] : []),
      'user',
    ),
    route(
      'GET',
      '/user/teams',
      (call) => {
        const teams = listTeamsOf(world, getUser(call).login)
        const { items, headers } = paginate(world, call, teams)
        return ok(
          items.map((team) => toFullTeam(world, team)),
          headers,
        )
      },
      'user',
    ),
    route('GET', '/users/:login', (call) => {
      const account = findAccount(world, getParam(call, 'login'))
      if (!account) throw notFound()
      return ok(toPublicUser(world, account))
    }),
  ]
}

function organisationRoutes(world: World): Route[] {
  return [
    route('GET', '/orgs/:org/members', (call) => {
      requireOrganisation(world, call)
      const members = world.options.accounts.filter(({ login }) => isMember(world, login))
      const { items, headers } = paginate(world, call, members)
      return ok(
        items.map((account) => toAccountUser(world, account)),
        headers,
      )
    }),
    route('GET', '/orgs/:org/teams', (call) => {
      requireOrganisation(world, call)
      const { items, headers } = paginate(world, call, world.options.organisation.teams)
      return ok(
        items.map((team) => toTeam(world, team)),
        headers,
      )
    }),
    route('GET', '/orgs/:org/teams/:slug', (call) => ok(toFullTeam(world, getTeam(world, call)))),
    route('GET', '/orgs/:org/teams/:slug/members', (call) => {
      const members = getTeam(world, call).members.flatMap(
        (login) => findAccount(world, login) ?? [],
      )
      const { items, headers } = paginate(world, call, members)
      return ok(
        items.map((account) => toAccountUser(world, account)),
        headers,
      )
    }),
    route('GET', '/orgs/:org/teams/:slug/memberships/:login', (call) => {
      const team = getTeam(world, call)
      const account = findAccount(world, getParam(call, 'login'))
      if (!account || !team.members.includes(account.login)) throw notFound()
      return ok({ url: `${world.urls.api}${call.path}`, role: 'member', state: 'active' })
    }),
  ]
}

function getUser(call: Call): AccountOptions {
  if (call.caller.kind !== 'user') throw forbidden('Resource not accessible by integration')
  return call.caller.account
}

export function requireOrganisation(world: World, call: Call): void {
  const wanted = getParam(call, 'org').toLowerCase()
  if (wanted !== world.options.organisation.login.toLowerCase()) throw notFound()
}

function getTeam(world: World, call: Call): TeamOptions {
  requireOrganisation(world, call)
  const slug = getParam(call, 'slug')
  const team = world.options.organisation.teams.find((candidate) => candidate.slug === slug)
  if (!team) throw notFound()
  return team
}

function toEmail(account: AccountOptions) {
  return { email: getEmail(account), primary: true, verified: true, visibility: 'private' }
}
