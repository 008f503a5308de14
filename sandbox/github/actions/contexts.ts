import { findEnvironmentSettings } from '../environments/environments.ts'
import { toShortName } from '../repositories/references.ts'
import { findSettings, getFullName } from '../repositories/registry.ts'
import type { ExpressionContexts } from '../runner/port.ts'
import type { JobRecord, RepositoryRecord, RunRecord } from '../store/records.ts'
import type { InputDefinition, WorkflowDefinition } from '../workflow/definition.ts'
import type { World } from '../world.ts'

type RunFacts = Omit<RunRecord, 'id'> & { readonly id: number | null }

/** What every expression of a run may read: `github`, `inputs` and `vars`. */
export function toRunContexts(
  world: World,
  repository: RepositoryRecord,
  { run, definition }: { readonly run: RunFacts; readonly definition: WorkflowDefinition },
): ExpressionContexts {
  return {
    github: toGitHubContext(world, repository, run),
    inputs: toTypedInputs(run.inputs, definition.dispatch?.inputs ?? {}),
    vars: findSettings(world, repository)?.variables ?? {},
  }
}

export interface JobContextInput {
  readonly run: RunRecord
  readonly definition: WorkflowDefinition
  readonly job: JobRecord
  readonly needed: readonly JobRecord[]
  /** For `github.token` and `secrets.GITHUB_TOKEN`. */
  readonly token: string
}

export function toJobContexts(
  world: World,
  repository: RepositoryRecord,
  input: JobContextInput,
): ExpressionContexts {
  const { job, needed, token } = input
  const settings = findSettings(world, repository)
  const environment = job.environment
    ? findEnvironmentSettings(world, repository, job.environment)
    : null
  const contexts = toRunContexts(world, repository, input)
  return {
    ...contexts,
    github: { ...toGitHubContext(world, repository, input.run), token, job: job.key },
    vars: { ...settings?.variables, ...environment?.variables },
    secrets: { ...settings?.secrets, ...environment?.secrets, GITHUB_TOKEN: token },
    needs: Object.fromEntries(
      needed.map(({ key, conclusion, outputs }) => [key, { result: conclusion, outputs }]),
    ),
  }
}

function toGitHubContext(world: World, repository: RepositoryRecord, run: RunFacts) {
  return {
    actor: run.actor,
    triggering_actor: run.triggeringActor,
    event_name: run.event,
    event: {
      inputs: run.inputs,
      ref: run.ref,
      repository: { full_name: getFullName(repository) },
      sender: { login: run.actor },
    },
    ref: run.ref,
    ref_name: toShortName(run.ref),
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: getFullName(repository),
    repository_owner: repository.owner,
    repository_id: String(repository.id),
    run_attempt: String(run.attempt),
    run_id: run.id === null ? '' : String(run.id),
    run_number: String(run.runNumber),
    sha: run.headSha,
    workflow: run.workflowName,
    server_url: world.urls.web,
    api_url: world.urls.api,
  }
}

/** Inputs arrive as text; only the `inputs` context gives booleans and numbers their kind. */
function toTypedInputs(
  inputs: Readonly<Record<string, string>>,
  declared: Readonly<Record<string, InputDefinition>>,
) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const type = declared[name]?.type
      if (type === 'boolean') return [name, value.toLowerCase() === 'true']
      if (type === 'number') return [name, Number(value)]
      return [name, value]
    }),
  )
}
