import type { z } from 'zod'
import type { Context } from '#lib/core/context.ts'

/** A kind of background work. Its body is short and safe to run twice: a worker may die at any line. */
export interface Job<Payload extends z.ZodType = z.ZodType> {
  /** `domain.verb-noun`, e.g. `deployments.follow-run`. */
  readonly name: string
  readonly payload: Payload
  /** Runs in the worker; `signal` fires when it shuts down or the job's time is up. */
  readonly run: (ctx: Context, payload: z.output<Payload>, signal: AbortSignal) => Promise<void>
  /** Cron pattern (UTC) for work that repeats by itself. */
  readonly cron?: string
  /** Longest a run may take, in milliseconds. */
  readonly timeoutMs: number
}

export function defineJob<Payload extends z.ZodType>(
  job: Omit<Job<Payload>, 'timeoutMs'> & { readonly timeoutMs?: number },
): Job<Payload> {
  return { timeoutMs: 60_000, ...job }
}
