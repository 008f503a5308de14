import type { StepDefinition } from '../runner/port.ts'

/** A workflow file, read. Texts still hold their expressions. */
export interface WorkflowDefinition {
  readonly name: string
  readonly runName: string | null
  /** Null when the workflow cannot be dispatched. */
  readonly dispatch: DispatchDefinition | null
  readonly env: Readonly<Record<string, string>>
  readonly concurrency: ConcurrencyDefinition | null
  readonly jobs: readonly JobDefinition[]
}

export interface DispatchDefinition {
  readonly inputs: Readonly<Record<string, InputDefinition>>
}

export interface InputDefinition {
  readonly type: 'string' | 'boolean' | 'number' | 'choice' | 'environment'
  readonly required: boolean
  readonly default: string | null
  readonly options: readonly string[]
}

export interface ConcurrencyDefinition {
  readonly group: string
  readonly cancelInProgress: boolean
  /** True lets many runs wait; otherwise a newer one takes the only place. */
  readonly queuesAll: boolean
}

export interface JobDefinition {
  /** Key below `jobs:`. */
  readonly key: string
  readonly name: string | null
  readonly labels: readonly string[]
  readonly needs: readonly string[]
  readonly condition: string | null
  readonly environment: string | null
  readonly env: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly steps: readonly StepDefinition[]
}

/** The file is no workflow the stand-in can run; the message says why. */
export class WorkflowError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WorkflowError'
  }
}
