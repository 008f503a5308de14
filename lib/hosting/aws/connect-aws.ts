import { HostingError } from '../failure.ts'
import { type AwsCall, callAws } from './call-aws.ts'
import {
  type AwsCredential,
  createCredentials,
  describeIdentity,
  forgetSession,
} from './credentials.ts'
import { requestHandler } from './request-handler.ts'

export interface AwsOptions {
  readonly region: string
  readonly credential: AwsCredential
  /** Base URL of every service instead of AWS's own. */
  readonly endpoint?: string | undefined
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

export function connectAws(options: AwsOptions): Aws {
  const access = { ...options, endpoint: options.endpoint }
  const identity = describeIdentity(options.credential)
  return {
    region: options.region,
    identity,
    clientConfig: toClientConfig(options),
    async call(call, signal) {
      try {
        return await callAws(call, { region: options.region, identity }, signal)
      } catch (error) {
        if (saysSessionEnded(error)) forgetSession(access)
        throw error
      }
    },
  }
}

/** A session that was ended there must not be kept here. */
function saysSessionEnded(error: unknown): boolean {
  if (!(error instanceof HostingError)) return false
  return /Expired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId/.test(
    String(error.details.code),
  )
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
