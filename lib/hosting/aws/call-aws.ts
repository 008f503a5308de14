import type { z } from 'zod'
import { HostingError } from '../failure.ts'
import { type FailedCall, toHostingError } from './to-hosting-error.ts'

export interface AwsCall<Answer> {
  /** As policies name it, e.g. `ecs:DescribeServices`. */
  readonly action: string
  /** What the answer must look like; anything else is `invalid_answer`. */
  readonly answer: z.ZodType<Answer>
  /** Sends the one command; `signal` goes into its options. */
  readonly send: (signal: AbortSignal) => Promise<unknown>
  /** A call that changes something: a failure in doubt is `outcome_unknown`. */
  readonly changes?: boolean
  /** Default 15 000. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 15_000

/** Sends one call once, within its time, and gives a checked answer or throws `HostingError`. */
export async function callAws<Answer>(
  { action, answer, send, changes = false, timeoutMs = defaultTimeoutMs }: AwsCall<Answer>,
  asker: Pick<FailedCall, 'region' | 'identity'>,
  signal: AbortSignal,
): Promise<Answer> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const facts = { ...asker, action, changes }
  const output = await sendWithin(deadline, send).catch((error: unknown) => {
    throw toHostingError(error, { ...facts, isOver: deadline.aborted })
  })
  return parseAnswer(answer, output, facts)
}

/** The SDK hands the signal to the call alone, not to finding credentials before it. */
async function sendWithin(deadline: AbortSignal, send: AwsCall<unknown>['send']): Promise<unknown> {
  const over = Promise.withResolvers<never>()
  const end = () => over.reject(deadline.reason)
  deadline.addEventListener('abort', end, { once: true })
  try {
    deadline.throwIfAborted()
    return await Promise.race([send(deadline), over.promise])
  } finally {
    deadline.removeEventListener('abort', end)
  }
}

function parseAnswer<Answer>(
  schema: z.ZodType<Answer>,
  output: unknown,
  { action, changes }: Omit<FailedCall, 'isOver'>,
): Answer {
  const parsed = schema.safeParse(output)
  if (parsed.success) return parsed.data
  // The SDK reads an answer of the wrong shape as an empty one, without an error.
  const [issue] = parsed.error.issues
  throw new HostingError(
    changes ? 'outcome_unknown' : 'invalid_answer',
    `AWS answered ${action} with something that cannot be read.`,
    { details: { path: issue?.path.join('.') ?? '' }, cause: parsed.error },
  )
}
