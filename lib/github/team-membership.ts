import { z } from 'zod'
import { fail, mapResult, ok, type Result } from './failure.ts'
import { githubId } from './fields.ts'
import { getGitHub } from './get-github.ts'
import { isOwnerName, isTeamSlug } from './names.ts'
import { requireValue } from './read.ts'

export interface TeamMembership {
  /** `org/team`, as it was asked for. */
  readonly team: string
  /** `pending` until the person accepts the invitation. */
  readonly state: 'active' | 'pending'
}

const membershipSchema = z.object({ state: z.enum(['active', 'pending']) })
const accountSchema = z.object({ id: githubId })

/**
 * The teams among these (`org/team`) that an account belongs to, members of child teams included. A team that could
 * not be asked makes the whole answer a failure: a missing answer must not read as "no member".
 */
export async function readTeamMemberships(
  login: string,
  teams: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly TeamMembership[]>> {
  const answers = await Promise.all(teams.map((team) => readTeamMembership(login, team, signal)))
  const failed = answers.find((answer) => !answer.ok)
  if (failed) return failed
  return ok(answers.flatMap((answer) => (answer.ok && answer.value ? [answer.value] : [])))
}

/** The numeric id behind a login, as text; null when no account has that login. */
export async function readAccountId(
  organisation: string,
  login: string,
  signal: AbortSignal,
): Promise<Result<string | null>> {
  const answer = requireValue(
    await getGitHub().read(organisation, {
      route: 'GET /users/{username}',
      parameters: { username: login },
      schema: accountSchema,
      signal,
    }),
  )
  if (isNotFound(answer)) return ok(null)
  return mapResult(answer, ({ id }) => id)
}

async function readTeamMembership(
  login: string,
  team: string,
  signal: AbortSignal,
): Promise<Result<TeamMembership | null>> {
  const [organisation = '', slug = ''] = team.split('/')
  if (!isOwnerName(login) || !isTeamSlug(slug)) {
    return fail({ kind: 'invalid_name', message: `"${team}" is not the name of a team.` })
  }
  const answer = requireValue(
    await getGitHub().read(organisation, {
      route: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
      parameters: { org: organisation, team_slug: slug, username: login },
      schema: membershipSchema,
      signal,
    }),
  )
  // GitHub answers 404 both for "no member" and for "no such team": https://docs.github.com/rest/teams/members
  if (isNotFound(answer)) return ok(null)
  return mapResult(answer, ({ state }) => ({ team, state }))
}

function isNotFound(answer: Result<unknown>): boolean {
  return !answer.ok && answer.failure.kind === 'not_found'
}
