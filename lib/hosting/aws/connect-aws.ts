import type { z } from 'zod'
import { HostingError } from '../failure.ts'
import {
  type AwsCredential,
  createCredentials,
  describeIdentity,
  forgetSession,
} from './credentials.ts'
import { requestHandler } from './request-handler.ts'
import { type FailedCall, toHostingError } from './to-hosting-error.ts'

export interface AwsOptions {
  readonly region: string
  readonly credential: AwsCredential
  /** Base URL of every service instead of AWS's own. */
  readonly endpoint?: string | undefined
}

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

/** One region of one account. */
export interface Aws {
  readonly region: string
  /** Who asks, without key material. */
  readonly identity: string
  /** For the constructor of every client. No retries: those are the job queue's part. */
  readonly clientConfig: ReturnType<typeof toClientConfig>
  /** Sends one call once, within its time, and gives a checked answer or throws `HostingError`. */
  call<Answer>(call: AwsCall<Answer>, signal: AbortSignal): Promise<Answer>
}

const defaultTimeoutMs = 15_000

export function connectAws(options: AwsOptions): Aws {
  const access = { ...options, endpoint: options.endpoint }
  const identity = describeIdentity(options.credential)
  return {
    region: options.region,
    identity,
    clientConfig: toClientConfig(options),
    async call({ action, answer, send, changes = false, timeoutMs = defaultTimeoutMs }, signal) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      const facts = { action, region: options.region, identity, changes }
      const output = await sendWithin(deadline, send).catch((error: unknown) => {
        const failed = toHostingError(error, { ...facts, isOver: deadline.aborted })
        if (failed.failure === 'denied') forgetSession(access)
        throw failed
      })
      return parseAnswer(answer, output, facts)
    },
  }
}

function toClientConfig({ region, credential, endpoint }: AwsOptions) {
  return {
    region,
    credentials: createCredentials({ region, credential, endpoint }),
    maxAttempts: 1,
    requestHandler,
    // A host in front of an address on loopback names nothing: `ENOTFOUND stream-127.0.0.1`.
    ...(endpoint ? { endpoint, disableHostPrefix: true } : {}),
  }
}

/** The SDK hands the signal to the call alone, not to taking the role before it. */
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
