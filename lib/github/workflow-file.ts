import { parseDocument } from 'yaml'
import { z } from 'zod'
import { toInertText } from '#lib/core/text.ts'
import { readFile } from './contents.ts'
import { fail, ok, type Result } from './failure.ts'
import type { GitHub } from './get-github.ts'
import { isWorkflowFile } from './names.ts'

export type WorkflowInputType = 'string' | 'boolean' | 'choice' | 'number' | 'environment'

export interface WorkflowInput {
  readonly name: string
  readonly type: WorkflowInputType
  readonly description: string | null
  readonly required: boolean
  /** As text, the way it is sent. */
  readonly default: string | null
  /** For `choice`. */
  readonly options: readonly string[]
}

export interface WorkflowFile {
  readonly name: string | null
  readonly runName: string | null
  /** Null when the file has no `workflow_dispatch` trigger. */
  readonly inputs: readonly WorkflowInput[] | null
  readonly url: string
}

/** The workflow file at a ref, as far as starting it needs. */
export async function readWorkflowFile(
  github: GitHub,
  repository: string,
  options: { readonly file: string; readonly ref: string; readonly signal?: AbortSignal },
): Promise<Result<WorkflowFile>> {
  if (!isWorkflowFile(options.file)) {
    return fail({ kind: 'invalid_name', message: 'This is not the name of a workflow file.' })
  }
  const path = `.github/workflows/${options.file}`
  const found = await readFile(github, repository, path, options)
  if (!found.ok) return found
  const parsed = parseWorkflow(found.value.text)
  if (!parsed) {
    const message = `${path} at ${options.ref} is not a workflow that can be read.`
    return fail({ kind: 'rejected', status: 422, message, neededPermissions: null })
  }
  return ok({ ...parsed, url: `${github.webUrl}/${repository}/blob/${options.ref}/${path}` })
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const inputSchema = z
  .object({
    type: z.enum(['string', 'boolean', 'choice', 'number', 'environment']).catch('string'),
    description: scalar.nullish(),
    required: z.boolean().catch(false),
    default: scalar.nullish(),
    options: z.array(scalar).nullish(),
  })
  .nullable()

const dispatchSchema = z.object({ inputs: z.record(z.string(), inputSchema).nullish() }).nullable()

const workflowSchema = z.object({
  name: scalar.nullish(),
  'run-name': scalar.nullish(),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
})

/** Null for text that is no workflow. */
export function parseWorkflow(text: string): Omit<WorkflowFile, 'url'> | null {
  const workflow = workflowSchema.safeParse(readYaml(text))
  if (!workflow.success) return null
  return {
    name: workflow.data.name ?? null,
    runName: workflow.data['run-name'] ?? null,
    inputs: readInputs(workflow.data.on),
  }
}

function readYaml(text: string): unknown {
  // YAML 1.2, in which `on:` is a key and not the boolean it was in 1.1.
  const document = parseDocument(text, { version: '1.2', prettyErrors: false })
  if (document.errors.length > 0) return null
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    return null
  }
}

function readInputs(on: z.output<typeof workflowSchema>['on']): readonly WorkflowInput[] | null {
  if (typeof on === 'string') return on === 'workflow_dispatch' ? [] : null
  if (Array.isArray(on)) return on.includes('workflow_dispatch') ? [] : null
  if (!Object.hasOwn(on, 'workflow_dispatch')) return null
  const dispatch = dispatchSchema.safeParse(on.workflow_dispatch)
  if (!dispatch.success) return null
  return Object.entries(dispatch.data?.inputs ?? {}).map(([name, input]) => ({
    name: toInertText(name),
    type: input?.type ?? 'string',
    description: input?.description ? toInertText(input.description).slice(0, 500) : null,
    required: input?.required ?? false,
    default: input?.default ?? null,
    options: input?.options ?? [],
  }))
}
