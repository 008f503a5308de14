import type { Caller } from '../http/call.ts'
import type { AccountOptions, TeamOptions } from '../options.ts'
import { toNodeId, type World } from '../world.ts'

const firstAccountId = 1_001
const organisationId = 500
const botId = 490_001

export function findAccount(world: World, login: string): AccountOptions | null {
  const wanted = login.toLowerCase()
  return world.options.accounts.find((account) => account.login.toLowerCase() === wanted) ?? null
}

export function findAccountByEmail(world: World, email: string): AccountOptions | null {
  return world.options.accounts.find((account) => getEmail(account) === email) ?? null
}

export function getEmail(account: AccountOptions): string {
  return account.email ?? `${account.login}@sandbox.invalid`
}

export function getBotLogin(world: World): string {
  return `${world.options.app.slug}[bot]`
}

/** The login GitHub records for what this caller does. */
export function getCallerLogin(world: World, caller: Caller): string {
  return caller.kind === 'user' ? caller.account.login : getBotLogin(world)
}

export function listTeamsOf(world: World, login: string): TeamOptions[] {
  return world.options.organisation.teams.filter((team) => team.members.includes(login))
}

export function isMember(world: World, login: string): boolean {
  return listTeamsOf(world, login).length > 0
}

/** Null for somebody the stand-in has no account for, as a commit's author may be. */
export function findSimpleUser(world: World, login: string) {
  if (login === getBotLogin(world)) return toSimpleUser(world, { login, id: botId, type: 'Bot' })
  const account = findAccount(world, login)
  return account ? toAccountUser(world, account) : null
}

export function toAccountUser(world: World, account: AccountOptions) {
  const id = firstAccountId + world.options.accounts.indexOf(account)
  return toSimpleUser(world, { login: account.login, id, type: 'User' })
}

export function toOrganisationUser(world: World) {
  const { login } = world.options.organisation
  return toSimpleUser(world, { login, id: organisationId, type: 'Organization' })
}

export function toOrganisation(world: World) {
  const { login, name } = world.options.organisation
  const url = `${world.urls.api}/orgs/${login}`
  return {
    login,
    id: organisationId,
    node_id: toNodeId('Organization', organisationId),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.urls.web}/avatars/${login}.svg`,
    description: name,
  }
}

interface UserFacts {
  readonly login: string
  readonly id: number
  readonly type: 'User' | 'Bot' | 'Organization'
}

function toSimpleUser(world: World, { login, id, type }: UserFacts) {
  const url = `${world.urls.api}/users/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: toNodeId(type, id),
    avatar_url: `${world.urls.web}/avatars/${encodeURIComponent(login)}.svg`,
    gravatar_id: '',
    url,
    html_url: `${world.urls.web}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  }
}
