import { parse } from 'yaml'
import { z } from 'zod'
import type { StepDefinition } from '../runner/port.ts'
import {
  type ConcurrencyDefinition,
  type DispatchDefinition,
  type JobDefinition,
  type WorkflowDefinition,
  WorkflowError,
} from './definition.ts'

const defaultTimeoutMinutes = 360

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const map = z.record(z.string(), z.union([scalar, z.null().transform(() => '')])).default({})
const names = z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([])

const stepSchema = z.object({
  id: z.string().optional(),
  name: scalar.optional(),
  if: scalar.optional(),
  run: z.string().optional(),
  uses: z.string().optional(),
  with: map,
  env: map,
  'working-directory': z.string().optional(),
  'continue-on-error': z.boolean().default(false),
})

const jobSchema = z.object({
  name: scalar.optional(),
  'runs-on': names,
  needs: names,
  if: scalar.optional(),
  environment: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .optional(),
  env: map,
  outputs: map,
  'timeout-minutes': z.number().default(defaultTimeoutMinutes),
  strategy: z.unknown().optional(),
  uses: z.string().optional(),
  steps: z.array(stepSchema).default([]),
})

const inputSchema = z
  .object({
    type: z.enum(['string', 'boolean', 'number', 'choice', 'environment']).default('string'),
    required: z.boolean().default(false),
    default: scalar.nullish().transform((value) => value ?? null),
    options: z.array(scalar).default([]),
  })
  .nullable()
  .transform(
    (input) => input ?? { type: 'string' as const, required: false, default: null, options: [] },
  )

const workflowSchema = z.object({
  name: scalar.optional(),
  'run-name': scalar.optional(),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  env: map,
  concurrency: z
    .union([
      z.string().transform((group) => ({ group, 'cancel-in-progress': false, queue: 'single' })),
      z.object({
        group: z.string(),
        'cancel-in-progress': z.boolean().default(false),
        queue: z.string().default('single'),
      }),
    ])
    .optional(),
  jobs: z.record(z.string(), jobSchema),
})

type WorkflowFile = z.infer<typeof workflowSchema>

/** Reads a file below `.github/workflows`; `path` stands in for a missing name, as on GitHub. */
export function parseWorkflow(source: string, path: string): WorkflowDefinition {
  const file = workflowSchema.safeParse(parseYaml(source))
  if (!file.success)
    throw new WorkflowError(`Invalid workflow file: ${z.prettifyError(file.error)}`)
  const { jobs, env, name, 'run-name': runName = null } = file.data
  return {
    name: name ?? path,
    runName,
    dispatch: toDispatch(file.data.on),
    env,
    concurrency: toConcurrency(file.data.concurrency),
    jobs: Object.entries(jobs).map(([key, job]) => toJob(key, job)),
  }
}

function parseYaml(source: string): unknown {
  try {
    return parse(source)
  } catch (error) {
    throw new WorkflowError(
      `Invalid workflow file: ${error instanceof Error ? error.message : error}`,
    )
  }
}

function toDispatch(on: WorkflowFile['on']): DispatchDefinition | null {
  const event = 'workflow_dispatch'
  if (typeof on === 'string') return on === event ? { inputs: {} } : null
  if (Array.isArray(on)) return on.includes(event) ? { inputs: {} } : null
  if (!(event in on)) return null
  const schema = z.object({ inputs: z.record(z.string(), inputSchema).nullish() }).nullish()
  const trigger = schema.safeParse(on[event])
  if (!trigger.success)
    throw new WorkflowError(`Invalid workflow file: ${z.prettifyError(trigger.error)}`)
  return { inputs: trigger.data?.inputs ?? {} }
}

function toConcurrency(concurrency: WorkflowFile['concurrency']): ConcurrencyDefinition | null {
  if (!concurrency) return null
  const { group, queue, 'cancel-in-progress': cancelInProgress } = concurrency
  return { group, cancelInProgress, queuesAll: queue === 'max' }
}

function toJob(key: string, job: z.infer<typeof jobSchema>): JobDefinition {
  if (job.strategy !== undefined)
    throw new WorkflowError(`The job ${key} has a strategy, which the stand-in does not know.`)
  if (job.uses !== undefined)
    throw new WorkflowError(
      `The job ${key} calls another workflow, which the stand-in does not know.`,
    )
  return {
    key,
    name: job.name ?? null,
    labels: job['runs-on'],
    needs: job.needs,
    condition: job.if ?? null,
    environment: job.environment ?? null,
    env: job.env,
    outputs: job.outputs,
    timeoutMs: job['timeout-minutes'] * 60_000,
    steps: job.steps.map(toStep),
  }
}

function toStep(step: z.infer<typeof stepSchema>): StepDefinition {
  return {
    id: step.id ?? null,
    name: step.name ?? null,
    condition: step.if ?? null,
    run: step.run ?? null,
    uses: step.uses ?? null,
    with: step.with,
    env: step.env,
    workingDirectory: step['working-directory'] ?? null,
    continueOnError: step['continue-on-error'],
  }
}
