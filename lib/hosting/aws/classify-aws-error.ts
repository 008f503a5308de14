import type { HostingFailure } from '../failure.ts'
import type { AwsErrorFacts } from './read-aws-error.ts'

interface Rule {
  readonly failure: HostingFailure
  /** Whether AWS certainly did not do what was asked. */
  readonly isCertain: boolean
  readonly applies: (error: AwsErrorFacts) => boolean
}

/** Asked from the top; the first that applies decides. Names: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const rules: readonly Rule[] = [
  certain('not_configured', named(/^(CredentialsProviderError|ProviderError|TokenProviderError)$/)),
  certain(
    'throttled',
    named(/Throttl|^(RequestLimitExceeded|TooManyRequests|SlowDown)|BandwidthLimit/),
  ),
  certain('throttled', (error) => error.status === 429),
  certain(
    'denied',
    named(
      /AccessDenied|NotAuthorized|Unauthorized|InsufficientPrivileges|AuthFailure|OptInRequired/,
    ),
  ),
  certain(
    'denied',
    named(
      /Expired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|RegionDisabled|MalformedPolicy/,
    ),
  ),
  certain(
    'denied',
    named(/SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|TooSkewed/),
  ),
  certain('not_found', named(/NotFound|^NoSuch|DoesNotExist/)),
  certain('conflict', named(/InProgress|Conflict|ConcurrentModification|ResourceInUse/)),
  // Codes of a connection that never stood: nothing was sent.
  certain('unreachable', hasCode(/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/)),
  certain('unreachable', hasCode(/CERT|^ERR_TLS|SELF_SIGNED|UNABLE_TO_/)),
  // The SDK names some of these `TimeoutError`.
  doubtful('unreachable', hasCode(/^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/)),
  doubtful('timed_out', named(/^(TimeoutError|AbortError|RequestTimeout)/)),
  doubtful('unreachable', (error) => error.status !== null && error.status >= 500),
  certain('denied', (error) => error.status === 401 || error.status === 403),
  certain('rejected', (error) => error.status !== null && error.status >= 400),
  doubtful('unreachable', (error) => error.status !== null && error.status >= 300),
]

export function classifyAwsError(error: AwsErrorFacts): Pick<Rule, 'failure' | 'isCertain'> {
  return rules.find(({ applies }) => applies(error)) ?? unreadable
}

/** Something came that is no answer of AWS. */
const unreadable = { failure: 'invalid_answer', isCertain: false } as const

function certain(failure: HostingFailure, applies: Rule['applies']): Rule {
  return { failure, isCertain: true, applies }
}

function doubtful(failure: HostingFailure, applies: Rule['applies']): Rule {
  return { failure, isCertain: false, applies }
}

function named(pattern: RegExp): Rule['applies'] {
  return ({ name }) => pattern.test(name)
}

function hasCode(pattern: RegExp): Rule['applies'] {
  return ({ systemCode }) => systemCode !== null && pattern.test(systemCode)
}
