import { notFound } from '../http/failure.ts'
import { findCommitSha } from '../repositories/references.ts'
import { getDefaultBranch, getGitDir } from '../repositories/registry.ts'
import { findFile, listDirectory } from '../repositories/tree.ts'
import type { RepositoryRecord, WorkflowRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { WorkflowDefinition } from '../workflow/definition.ts'
import { parseWorkflow } from '../workflow/parse-workflow.ts'
import type { World } from '../world.ts'

const folder = '.github/workflows'

export interface Workflow {
  readonly record: WorkflowRecord
  readonly name: string
}

/** The workflow files of the default branch; one that cannot be read goes by its path. */
export async function listWorkflows(
  world: World,
  repository: RepositoryRecord,
): Promise<Workflow[]> {
  const gitDir = getGitDir(world, repository)
  const sha = await findCommitSha(gitDir, getDefaultBranch(world, repository))
  if (!sha) return []
  const entries = await listDirectory(gitDir, sha, folder)
  const paths = entries.map(({ path }) => path).filter((path) => /\.ya?ml$/.test(path))
  return Promise.all(
    paths.map(async (path) => ({
      record: ensureWorkflow(world, repository, path),
      name: readName((await findFile(gitDir, sha, path)) ?? '', path),
    })),
  )
}

/** By id or by file name, as routes give it. */
export async function getWorkflow(
  world: World,
  repository: RepositoryRecord,
  idOrFile: string,
): Promise<Workflow> {
  const workflows = await listWorkflows(world, repository)
  const workflow = workflows.find(
    ({ record }) => String(record.id) === idOrFile || record.path === `${folder}/${idOrFile}`,
  )
  if (!workflow) throw notFound()
  return workflow
}

/** Null when the commit has no such file. Throws WorkflowError for one that cannot be read. */
export async function findDefinition(
  world: World,
  repository: RepositoryRecord,
  { path, sha }: { readonly path: string; readonly sha: string },
): Promise<WorkflowDefinition | null> {
  const source = await findFile(getGitDir(world, repository), sha, path)
  return source === null ? null : parseWorkflow(source, path)
}

function ensureWorkflow(world: World, repository: RepositoryRecord, path: string): WorkflowRecord {
  const [known] = world.store.workflows.list(
    (workflow) => workflow.repositoryId === repository.id && workflow.path === path,
  )
  if (known) return known
  const createdAt = toTimestamp(world.now())
  return world.store.workflows.insert({ repositoryId: repository.id, path, createdAt })
}

function readName(source: string, path: string) {
  try {
    return parseWorkflow(source, path).name
  } catch {
    return path
  }
}
