import { z } from 'zod'
import { fail, mapResult, ok, type Result } from './failure.ts'
import { githubId, inertText, webUrl } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { listInstallations } from './installations.ts'
import { findRepositoryName } from './names.ts'
import { readPages, readRepositoryPart, requireValue } from './read.ts'

export interface Repository {
  readonly id: string
  /** `owner/name` as it is written now. */
  readonly fullName: string
  readonly defaultBranch: string
  readonly isArchived: boolean
  readonly url: string | null
}

const repositorySchema = z
  .object({
    id: githubId,
    full_name: z.string(),
    default_branch: z.string().default('main'),
    archived: z.boolean().default(false),
    html_url: webUrl.nullish(),
    description: inertText.nullish(),
  })
  .transform(
    (raw): Repository => ({
      id: raw.id,
      fullName: raw.full_name,
      defaultBranch: raw.default_branch,
      isArchived: raw.archived,
      url: raw.html_url ?? null,
    }),
  )

/** A repository by its name. `moved` names the new one wherever GitHub can tell. */
export async function readRepository(
  github: GitHub,
  repository: string,
  signal?: AbortSignal,
): Promise<Result<Repository>> {
  const found = await readRepositoryPart(github, repository, {
    route: 'GET ',
    schema: repositorySchema,
    signal,
  })
  if (found.ok) {
    const isSame = found.value.fullName.toLowerCase() === repository.toLowerCase()
    return isSame ? found : fail(movedTo(found.value.fullName))
  }
  const { failure } = found
  if (failure.kind !== 'moved' || failure.repository !== null || failure.repositoryId === null) {
    return found
  }
  const byId = await readById(github, repository, failure.repositoryId, signal)
  return fail(byId.ok ? movedTo(byId.value.fullName) : failure)
}

async function readById(
  github: GitHub,
  formerName: string,
  id: string,
  signal?: AbortSignal,
): Promise<Result<Repository>> {
  const name = findRepositoryName(formerName)
  const request = {
    route: 'GET /repositories/{id}',
    parameters: { id },
    schema: repositorySchema,
    signal,
  }
  return requireValue(await github.read(name?.owner ?? '', request))
}

const movedTo = (fullName: string) =>
  ({
    kind: 'moved',
    repository: fullName,
    repositoryId: null,
    message: `The repository is called ${fullName} now.`,
  }) as const

const installationRepositories = z.object({ repositories: z.array(repositorySchema) })
const pageSize = 100

/** Every repository the App may read, of one account or of all; with a plain token those of the named account. */
export async function listInstallationRepositories(
  github: GitHub,
  owner?: string,
): Promise<Result<readonly Repository[]>> {
  const installations = await listInstallations((request) => github.readAsApp(request))
  if (!installations.ok) {
    const isToken = installations.failure.kind === 'not_configured' && github.isConfigured
    return isToken && owner ? listOwnerRepositories(github, owner) : installations
  }
  const repositories: Repository[] = []
  for (const { id, account, isSuspended } of installations.value) {
    if (isSuspended || (owner && account.toLowerCase() !== owner.toLowerCase())) continue
    const pages = await readPages(50, pageSize, async (page) =>
      mapResult(
        requireValue(
          await github.readAsApp(
            {
              route: 'GET /installation/repositories',
              parameters: { per_page: pageSize, page },
              schema: installationRepositories,
            },
            id,
          ),
        ),
        (value) => value.repositories,
      ),
    )
    if (!pages.ok) return pages
    repositories.push(...pages.value.items)
  }
  return ok(repositories)
}

async function listOwnerRepositories(
  github: GitHub,
  owner: string,
): Promise<Result<readonly Repository[]>> {
  const pages = await readPages(50, pageSize, async (page) =>
    requireValue(
      await github.read(owner, {
        route: 'GET /orgs/{owner}/repos',
        parameters: { owner, per_page: pageSize, page },
        schema: z.array(repositorySchema),
      }),
    ),
  )
  return mapResult(pages, ({ items }) => items)
}
