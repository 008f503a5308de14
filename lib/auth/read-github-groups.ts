import { unavailable } from '#lib/core/errors.ts'
import {
  type Result,
  readAccountId,
  readTeamMemberships,
  type TeamMembership,
} from '#lib/github/index.ts'
import { listMappedTeams, type RoleMapping } from './role-mapping.ts'

export interface GitHubPerson {
  /** GitHub's numeric id; the login is a label that can be renamed and registered by somebody else. */
  readonly accountId: string
  readonly login: string
}

/**
 * The mapped teams this person is an active member of. Empty when the login belongs to another account by now:
 * the next sign-in stores the new login.
 */
export async function readGitHubGroups(
  person: GitHubPerson,
  mapping: RoleMapping,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const teams = listMappedTeams(mapping)
  const [organisation] = teams[0]?.split('/') ?? []
  if (organisation === undefined || person.login === '') return []
  const accountId = answered(await readAccountId(organisation, person.login, signal))
  if (accountId !== person.accountId) return []
  const memberships = await readMemberships(person.login, teams, signal)
  return memberships.filter(({ state }) => state === 'active').map(({ team }) => team)
}

/** The same for somebody who signs in right now, with invitations that wait for their answer. */
export async function readMemberships(
  login: string,
  teams: readonly string[],
  signal: AbortSignal,
): Promise<readonly TeamMembership[]> {
  return answered(await readTeamMemberships(login, teams, signal))
}

/** The value of an answer; throws what GitHub said instead. */
export function answered<T>(result: Result<T>): T {
  if (result.ok) return result.value
  const { kind, message } = result.failure
  throw unavailable(`GitHub could not be asked about team membership: ${message}`, {
    reason: 'groups_unreadable',
    details: { kind },
  })
}
