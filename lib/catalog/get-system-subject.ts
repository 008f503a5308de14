import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { canSee, type Subject } from '#lib/core/permissions.ts'

/** A system as other domains address it: what grants are written in, and where its code lives. */
export interface SystemSubject extends Subject {
  readonly systemId: string
  readonly systemName: string
  readonly teamName: string
  readonly repository: RepositorySubject | null
}

export interface RepositorySubject {
  readonly owner: string
  readonly name: string
  /** Numeric id as text; null until GitHub was asked. */
  readonly githubId: string | null
  /** `ok`, `moved`, `archived`, `suspended`, `inaccessible`; null until GitHub was asked. */
  readonly state: string | null
}

const systemSubjectSelect = {
  id: true,
  slug: true,
  name: true,
  repositoryOwner: true,
  repositoryName: true,
  repositoryGithubId: true,
  repositoryState: true,
  team: { select: { slug: true, name: true } },
} as const

/** Throws `not_found` for a system that does not exist, was removed, or that the actor may not see. */
export async function getSystemSubject(
  ctx: Context,
  { system }: { readonly system: string },
): Promise<SystemSubject> {
  const row = await getDb().system.findFirst({
    where: { slug: system, removedAt: null },
    select: systemSubjectSelect,
  })
  const subject = row && toSystemSubject(row)
  if (!subject || !canSee(ctx, subject)) throw notFound(`The system "${system}"`)
  return subject
}

interface SystemRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly repositoryOwner: string | null
  readonly repositoryName: string | null
  readonly repositoryGithubId: string | null
  readonly repositoryState: string | null
  readonly team: { readonly slug: string; readonly name: string }
}

export function toSystemSubject(row: SystemRow): SystemSubject {
  const { repositoryOwner: owner, repositoryName: name } = row
  return {
    systemId: row.id,
    systemSlug: row.slug,
    systemName: row.name,
    teamSlug: row.team.slug,
    teamName: row.team.name,
    repository:
      owner === null || name === null
        ? null
        : { owner, name, githubId: row.repositoryGithubId, state: row.repositoryState },
  }
}
