import type { Engine } from '../engine/engine.ts'
import { noContent, ok } from '../http/answer.ts'
import { runDetailsVersion } from '../http/api-version.ts'
import { type Call, getBodyObject, getParam, isPlainObject } from '../http/call.ts'
import { forbidden, unprocessable } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { getCallerLogin } from '../people/people.ts'
import { findReference } from '../repositories/references.ts'
import { getGitDir, getRepository } from '../repositories/registry.ts'
import type { RepositoryRecord, WorkflowRecord } from '../store/records.ts'
import { type WorkflowDefinition, WorkflowError } from '../workflow/definition.ts'
import { resolveInputs } from '../workflow/resolve-inputs.ts'
import type { World } from '../world.ts'
import { createRun } from './create-run.ts'
import { getRunPageUrl, getRunUrl } from './run-json.ts'
import { toWorkflowJson } from './workflow-json.ts'
import { findDefinition, getWorkflow, listWorkflows } from './workflows.ts'

/** Workflows and their dispatch. */
export function workflowRoutes(world: World, engine: Engine): Route[] {
  return [
    repositoryRoute('GET', '/actions/workflows', async (call) => {
      const repository = getRepository(world, call)
      const workflows = await listWorkflows(world, repository)
      const { items, headers } = paginate(world, call, workflows)
      const page = items.map((workflow) => toWorkflowJson(world, repository, workflow))
      return ok({ total_count: workflows.length, workflows: page }, headers)
    }),
    repositoryRoute('GET', '/actions/workflows/:workflow', async (call) => {
      const repository = getRepository(world, call)
      return ok(
        toWorkflowJson(
          world,
          repository,
          await getWorkflow(world, repository, getParam(call, 'workflow')),
        ),
      )
    }),
    repositoryRoute('POST', '/actions/workflows/:workflow/dispatches', (call) =>
      dispatch(world, engine, call),
    ),
  ]
}

async function dispatch(world: World, engine: Engine, call: Call) {
  const repository = getRepository(world, call)
  if (repository.archived) throw forbidden('Repository was archived so is read-only.')
  const { record } = await getWorkflow(world, repository, getParam(call, 'workflow'))
  const request = readRequest(world, call)
  const reference = await findReference(getGitDir(world, repository), request.ref)
  if (!reference) throw unprocessable(`No ref found for: ${request.ref}`)
  const sha = reference.commitSha
  const definition = await getDispatchable(world, repository, { record, sha, ref: request.ref })
  const inputs = resolveInputs(definition.dispatch, request.inputs)
  const run = await createRun(world, repository, {
    workflow: record,
    definition,
    event: 'workflow_dispatch',
    ref: reference.name,
    sha,
    inputs,
    login: getCallerLogin(world, call.caller),
  })
  engine.start(run)
  const created = { 'x-sandbox-run-id': String(run.id) }
  if (!request.wantsDetails) return { ...noContent(), headers: created }
  const details = {
    workflow_run_id: run.id,
    run_url: getRunUrl(world, repository, run.id),
    html_url: getRunPageUrl(world, repository, run.id),
  }
  return ok(details, created)
}

interface DispatchRequest {
  readonly ref: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly wantsDetails: boolean
}

function readRequest(world: World, call: Call): DispatchRequest {
  const { ref, inputs = {}, return_run_details: details, ...unknown } = getBodyObject(call)
  const isUnknownHere = details !== undefined && world.options.enterpriseServer !== undefined
  const [stranger] = isUnknownHere ? ['return_run_details'] : Object.keys(unknown)
  if (stranger !== undefined)
    throw unprocessable(`Invalid request.\n\n"${stranger}" is not a permitted key.`)
  if (ref === undefined) throw unprocessable('Invalid request.\n\n"ref" wasn\'t supplied.')
  if (typeof ref !== 'string')
    throw unprocessable(
      `Invalid request.\n\nFor 'properties/ref', ${JSON.stringify(ref)} is not a string.`,
    )
  if (!isPlainObject(inputs))
    throw unprocessable(
      `Invalid request.\n\nFor 'properties/inputs', ${JSON.stringify(inputs)} is not an object.`,
    )
  return { ref, inputs, wantsDetails: details === true || call.apiVersion === runDetailsVersion }
}

interface Place {
  readonly record: WorkflowRecord
  readonly sha: string
  readonly ref: string
}

async function getDispatchable(
  world: World,
  repository: RepositoryRecord,
  { record, sha, ref }: Place,
) {
  const definition = await readDefinition(world, repository, { path: record.path, sha })
  if (!definition) throw unprocessable(`The workflow file ${record.path} does not exist on ${ref}`)
  const { dispatch: trigger } = definition
  if (!trigger) throw unprocessable("Workflow does not have 'workflow_dispatch' trigger")
  return { ...definition, dispatch: trigger }
}

async function readDefinition(
  ...args: Parameters<typeof findDefinition>
): Promise<WorkflowDefinition | null> {
  try {
    return await findDefinition(...args)
  } catch (error) {
    if (error instanceof WorkflowError)
      throw unprocessable(`failed to parse workflow: ${error.message}`)
    throw error
  }
}
