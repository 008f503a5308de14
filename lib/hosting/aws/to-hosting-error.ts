import { HostingError, type HostingFailure } from '../failure.ts'
import { classifyAwsError } from './classify-aws-error.ts'
import { type AwsErrorFacts, readAwsError } from './read-aws-error.ts'

export interface FailedCall {
  /** As policies name it, e.g. `ecs:DescribeServices`. */
  readonly action: string
  readonly region: string
  /** Who asked: a role's ARN, the end of an access key's id, or the portal's own identity. */
  readonly identity: string
  /** Whether it may have changed something. */
  readonly changes: boolean
  /** Whether its time was up or its caller gone. */
  readonly isOver: boolean
}

/** AWS says that it is asked too often, and hardly ever until when. */
const pauseSeconds = 30

/** What failed, in the words of the ports. A changing call whose effect is in doubt is `outcome_unknown`. */
export function toHostingError(error: unknown, call: FailedCall): HostingError {
  if (error instanceof HostingError) return call.changes ? doubtIfUnclear(error, call) : error
  const facts = readAwsError(error)
  const { failure, isCertain } = call.isOver
    ? ({ failure: 'timed_out', isCertain: false } as const)
    : classifyAwsError(facts)
  const reported = call.changes && !isCertain ? 'outcome_unknown' : failure
  return new HostingError(reported, `${toSentence(reported, facts, call)}${quote(facts)}`, {
    ...(failure === 'denied' ? { permission: call.action } : {}),
    ...(ofAccount.has(failure) ? { identity: call.identity } : {}),
    ...(failure === 'throttled'
      ? { retryAfterSeconds: facts.retryAfterSeconds ?? pauseSeconds }
      : {}),
    details: { code: facts.systemCode ?? facts.name, status: facts.status, region: call.region },
    cause: error,
  })
}

/** What another account may be spared: who asked belongs to it. */
const ofAccount: ReadonlySet<HostingFailure> = new Set(['denied', 'unreachable', 'timed_out'])

function doubtIfUnclear(error: HostingError, call: FailedCall) {
  if (error.failure !== 'invalid_answer') return error
  const message = toSentence('outcome_unknown', readAwsError(error), call)
  return new HostingError('outcome_unknown', message, { cause: error })
}

type Sentence = (call: FailedCall, facts: AwsErrorFacts) => string

const sentences: Partial<Record<HostingFailure, Sentence>> = {
  not_configured: ({ action }) =>
    `AWS could not be asked for ${action}: the portal has no keys and no identity of its own there. Store a credential for this account.`,
  denied: (call, facts) => toDenial(call, facts.name),
  not_found: ({ action, region }) =>
    `AWS knows nothing of the name that ${action} asked for in ${region}. Compare the catalog file with the account.`,
  throttled: ({ action }) =>
    `AWS asks to be called less often (${action}); it is asked again later.`,
  conflict: ({ action }) => `AWS is busy with another change and refused ${action}.`,
  rejected: ({ action }) => `AWS refused ${action}.`,
  timed_out: ({ action, region }) => `AWS did not answer ${action} in ${region} in time.`,
  unreachable: ({ action, region }, { systemCode, status }) =>
    `AWS could not be reached for ${action} in ${region} (${systemCode ?? status}).`,
  invalid_answer: ({ action }) => `AWS answered ${action} with something that cannot be read.`,
  outcome_unknown: ({ action }) =>
    `Whether AWS carried out ${action} is unknown: no answer came. It is looked up, not sent again.`,
}

function toSentence(failure: HostingFailure, facts: AwsErrorFacts, call: FailedCall): string {
  return sentences[failure]?.(call, facts) ?? `AWS did not carry out ${call.action}.`
}

function toDenial({ action, identity, region }: FailedCall, name: string): string {
  if (action === 'sts:AssumeRole' && !/Expired|InvalidClientTokenId|Signature/.test(name)) {
    return `AWS does not let the portal take the role ${identity} (sts:AssumeRole). Its trust policy must name the portal's identity and this external ID.`
  }
  if (/Expired/.test(name)) {
    return `AWS says that the credential of ${identity} has expired (${action}). Store a new one.`
  }
  if (/TooSkewed/.test(name)) {
    return `AWS refuses ${action} because the portal's clock is wrong. Set the clock.`
  }
  if (/InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|Region|AuthFailure/.test(name)) {
    return `AWS in ${region} does not accept ${identity} (${action}): the credential is not valid, or the region is switched off for this account.`
  }
  if (/Signature|Authentication/.test(name)) {
    return `AWS does not accept the signature of ${identity} (${action}): the secret key does not belong to the access key.`
  }
  return `AWS denies ${action} to ${identity}. Allow the action in its policy.`
}

function quote({ words, status }: AwsErrorFacts): string {
  const isOfAws = status !== null && status >= 400 && status < 500
  return words && isOfAws ? ` AWS says: ${words}` : ''
}
