import 'server-only'
import type { StageSubject } from '#lib/catalog/index.ts'
import {
  type GitHub,
  type Repository,
  type Result,
  readRef,
  readRepository,
  readWorkflowFile,
  type WorkflowFile,
} from '#lib/github/index.ts'
import { createBlocker, toRepositoryBlocker } from '../blockers.ts'
import type { Blocker } from '../types.ts'

/** How the catalog says a stage is deployed. */
export type DeployConfig = NonNullable<StageSubject['deploy']>

/** What GitHub says about deploying a stage, whatever is picked. */
export interface Readiness {
  readonly blockers: readonly Blocker[]
  readonly repository: Repository | null
  readonly workflow: WorkflowFile | null
  /** Head of the branch whose workflow file runs. */
  readonly workflowSha: string | null
}

export const toRepositoryName = ({ repository }: StageSubject): string | null =>
  repository && `${repository.owner}/${repository.name}`

/** What the catalog alone says against deploying a stage. */
export function listCatalogBlockers(subject: StageSubject): readonly Blocker[] {
  return [
    ...(subject.deploy ? [] : [createBlocker('not_deployable')]),
    ...(subject.repository ? [] : [createBlocker('repository_missing')]),
  ]
}

/** Asks GitHub for everything a deployment needs, at once. */
export async function readReadiness(github: GitHub, subject: StageSubject): Promise<Readiness> {
  const name = toRepositoryName(subject)
  const { deploy } = subject
  const unread = { repository: null, workflow: null, workflowSha: null }
  if (!name || !deploy) return { ...unread, blockers: listCatalogBlockers(subject) }
  const [repository, workflow, head] = await Promise.all([
    readRepository(github, name),
    readWorkflowFile(github, name, { file: deploy.workflow, ref: deploy.ref }),
    readRef(github, name, deploy.ref, { first: 'branch' }),
  ])
  const repositoryBlockers = listRepositoryBlockers(repository, name)
  return {
    repository: repository.ok ? repository.value : null,
    workflow: workflow.ok ? workflow.value : null,
    workflowSha: head.ok ? head.value.commitSha : null,
    // With the repository out of reach the workflow's failure says the same once more.
    blockers:
      repositoryBlockers.length > 0
        ? repositoryBlockers
        : listWorkflowBlockers(workflow, deploy, name),
  }
}

function listRepositoryBlockers(found: Result<Repository>, repository: string): readonly Blocker[] {
  if (!found.ok) return [toRepositoryBlocker(found.failure, repository)]
  return found.value.isArchived ? [createBlocker('repository_archived', { repository })] : []
}

function listWorkflowBlockers(
  found: Result<WorkflowFile>,
  deploy: DeployConfig,
  repository: string,
): readonly Blocker[] {
  const details = { file: deploy.workflow, ref: deploy.ref, repository }
  if (!found.ok) {
    const { kind } = found.failure
    const isMissing = kind === 'not_found' || kind === 'rejected'
    return isMissing
      ? [createBlocker('workflow_missing', details)]
      : [toRepositoryBlocker(found.failure, repository)]
  }
  const { inputs } = found.value
  if (inputs === null) return [createBlocker('workflow_not_dispatchable', details)]
  const needed = [deploy.commitInput, deploy.correlationInput, ...Object.keys(deploy.inputs)]
  return needed
    .filter((name) => !inputs.some((input) => input.name === name))
    .map((input) => createBlocker('workflow_input_undeclared', { ...details, input }))
}
