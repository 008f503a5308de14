/** Contexts of `${{ }}` expressions, by name. */
export type ExpressionContexts = Readonly<Record<string, unknown>>

export interface StepDefinition {
  readonly id: string | null
  /** Name as written, expressions included; null when the workflow gives none. */
  readonly name: string | null
  readonly condition: string | null
  readonly run: string | null
  readonly uses: string | null
  readonly with: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly workingDirectory: string | null
  readonly continueOnError: boolean
}

/** One job to execute, and the way to say how it goes. */
export interface JobExecution {
  readonly runId: number
  readonly jobId: number
  readonly steps: readonly StepDefinition[]
  /** `outputs:` of the job, expressions included. */
  readonly outputs: Readonly<Record<string, string>>
  /** The bare repository. */
  readonly gitDir: string
  readonly headSha: string
  /** `inputs`, `github`, `vars`, `secrets` and `needs`. */
  readonly contexts: ExpressionContexts
  /** `env:` of workflow and job, expressions already evaluated. */
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** Aborted by a cancel; the runner ends what it started and reports `cancelled`. */
  readonly signal: AbortSignal
  readonly report: JobReport
}

export interface JobReport {
  /** `number` counts from 1, in the order of the job's steps. */
  stepStarted(number: number): void
  stepCompleted(number: number, conclusion: StepConclusion): void
  /** One line, without its time; the log adds the time. */
  line(text: string): void
}

export type StepConclusion = 'success' | 'failure' | 'cancelled' | 'skipped'

export interface JobResult {
  readonly conclusion: 'success' | 'failure' | 'cancelled'
  readonly outputs: Readonly<Record<string, string>>
}

/** Executes jobs. Never rejects for a job that fails; that is a result. */
export interface Runner {
  execute(job: JobExecution): Promise<JobResult>
}
