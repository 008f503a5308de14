import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { gitText } from '../repositories/git.ts'
import { findCommitSha } from '../repositories/references.ts'

export interface CheckoutRequest {
  readonly gitDir: string
  readonly workspace: string
  /** Branch, tag or SHA; null for the commit the run was dispatched at. */
  readonly ref: string | null
  /** Folder below the workspace. */
  readonly path: string
  readonly headSha: string
}

/** What `actions/checkout` does, from the bare repository beside us. Resolves to the commit. */
export async function checkOut({
  gitDir,
  workspace,
  ref,
  path,
  headSha,
}: CheckoutRequest): Promise<string> {
  const folder = resolve(workspace, path)
  if (folder !== workspace && !folder.startsWith(`${workspace}/`)) {
    throw new Error(`Repository path '${path}' is not under '${workspace}'`)
  }
  const sha = ref ? await findCommitSha(gitDir, ref) : headSha
  if (!sha) throw new Error(`A branch or tag with the name '${ref}' could not be found`)
  mkdirSync(folder, { recursive: true })
  const own = resolve(folder, '.git')
  // Shared objects instead of a worktree: nothing of the job is left behind in the bare repository.
  await gitText(gitDir, ['clone', '--quiet', '--bare', '--shared', gitDir, own])
  await gitText(own, ['config', 'core.bare', 'false'])
  await gitText(own, [`--work-tree=${folder}`, 'checkout', '--quiet', '--force', '--detach', sha])
  return sha
}
