import { z } from 'zod'
import { fail, mapResult, ok, type Result } from './failure.ts'
import { githubId } from './fields.ts'
import { getGitHub } from './get-github.ts'
import { isTeamSlug } from './names.ts'
import { readPages, requireValue } from './read.ts'

const pageSize = 100
const maxPages = 100

const membersSchema = z.array(z.object({ id: githubId }))

/**
 * Account ids of a team's active members, those of child teams included; empty for a team that does not exist.
 * A list that was not read to its end is a failure: somebody missing from it must not read as "no member".
 */
export async function readTeamMemberIds(
  team: string,
  signal: AbortSignal,
): Promise<Result<ReadonlySet<string>>> {
  const [organisation = '', slug = ''] = team.split('/')
  if (!isTeamSlug(slug)) {
    return fail({ kind: 'invalid_name', message: `"${team}" is not the name of a team.` })
  }
  const members = await readPages(maxPages, pageSize, async (page) =>
    requireValue(
      await getGitHub().read(organisation, {
        route: 'GET /orgs/{org}/teams/{team_slug}/members',
        parameters: { org: organisation, team_slug: slug, per_page: pageSize, page },
        schema: membersSchema,
        signal,
      }),
    ),
  )
  if (!members.ok) return members.failure.kind === 'not_found' ? ok(new Set()) : members
  if (members.value.truncated) {
    const message = `${team} has more than ${maxPages * pageSize} members.`
    return fail({ kind: 'unknown_outcome', cause: 'answer_malformed', status: 200, message })
  }
  return mapResult(members, ({ items }) => new Set(items.map(({ id }) => id)))
}
