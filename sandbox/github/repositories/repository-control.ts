import { setChecks } from '../checks/check-results.ts'
import { notFound, unprocessable } from '../http/failure.ts'
import type { CheckResult } from '../options.ts'
import { getBotLogin, toOrganisation } from '../people/people.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { closePullRequest, mergePullRequest } from './change-pull-request.ts'
import { type CommitRequest, createCommit } from './create-commit.ts'
import { findCommitSha } from './references.ts'
import { findRepository, getFullName, getGitDir } from './registry.ts'
import type { ReferenceWatch } from './watch-references.ts'

export type PushRequest = Omit<CommitRequest, 'at'>

/** What people do to repositories. `repository` is `owner/name`. */
export interface RepositoryControl {
  /** Commits, tags and tells receivers. Resolves to the new commit. */
  push(repository: string, request: PushRequest): Promise<string>
  /** The old name redirects from now on. */
  rename(repository: string, name: string): void
  /** To another owner; the old name redirects from now on. */
  transfer(repository: string, owner: string): void
  archive(repository: string): void
  /** Merges an open pull request and takes its branch away. Resolves to the merge commit. */
  mergePullRequest(repository: string, number: number): Promise<string>
  /** Closes a pull request without merging it. */
  closePullRequest(repository: string, number: number): Promise<void>
  /** Replaces the continuous integration results of a commit, tag or branch. */
  setChecks(repository: string, ref: string, results: readonly CheckResult[]): Promise<void>
}

export function createRepositoryControl(world: World, watch: ReferenceWatch): RepositoryControl {
  const get = (fullName: string) => getByName(world, fullName)
  return {
    async push(fullName, request) {
      const repository = get(fullName)
      const sha = await createCommit(getGitDir(world, repository), { ...request, at: world.now() })
      await watch.check(repository)
      return sha
    },
    rename(fullName, name) {
      const repository = get(fullName)
      move(world, repository, {
        action: 'renamed',
        name,
        changes: { repository: { name: { from: repository.name } } },
      })
    },
    transfer(fullName, owner) {
      const organization = toOrganisation(world)
      move(world, get(fullName), {
        action: 'transferred',
        owner,
        changes: { owner: { from: { organization } } },
      })
    },
    archive(fullName) {
      const { id } = get(fullName)
      publish(world, world.store.repositories.update(id, { archived: true }), 'archived', {})
    },
    async mergePullRequest(fullName, number) {
      const repository = get(fullName)
      const sha = await mergePullRequest(world, repository, number)
      await watch.check(repository)
      return sha
    },
    closePullRequest: (fullName, number) => closePullRequest(world, get(fullName), number),
    async setChecks(fullName, ref, results) {
      const repository = get(fullName)
      const sha = await findCommitSha(getGitDir(world, repository), ref)
      if (!sha) throw unprocessable(`No commit found for SHA: ${ref}`)
      setChecks(world, repository, sha, results)
    },
  }
}

interface Move {
  readonly action: 'renamed' | 'transferred'
  readonly name?: string
  readonly owner?: string
  readonly changes: Readonly<Record<string, unknown>>
}

function move(world: World, repository: RepositoryRecord, { action, changes, ...target }: Move) {
  const { name = repository.name, owner = repository.owner } = target
  if (findRepository(world, owner, name)) throw unprocessable(`${owner}/${name} exists already`)
  const moved = world.store.repositories.update(repository.id, {
    name,
    owner,
    formerNames: [...repository.formerNames, getFullName(repository)],
    updatedAt: toTimestamp(world.now()),
  })
  publish(world, moved, action, { changes })
}

function publish(
  world: World,
  repository: RepositoryRecord,
  action: string,
  payload: Readonly<Record<string, unknown>>,
) {
  const sender = world.options.accounts[0]?.login ?? getBotLogin(world)
  world.publish({ name: 'repository', action, repository, sender, payload })
}

function getByName(world: World, fullName: string): RepositoryRecord {
  const [owner = '', name = ''] = fullName.split('/')
  const repository = findRepository(world, owner, name)
  if (!repository) throw notFound()
  return repository
}
