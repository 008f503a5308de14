import type { IncomingMessage } from 'node:http'
import { encodeFailure, encodeResult, encodeWrongShape, html } from './encode.ts'
import type { AwsFaultEffect, AwsFaults } from './faults.ts'
import type { AwsLedger } from './ledger.ts'
import { findSignature, type Received, receive } from './receive.ts'
import {
  type AwsCall,
  AwsFailure,
  type AwsProtocol,
  type AwsService,
  type RawAnswer,
} from './service.ts'
import type { AwsWorld } from './world.ts'

/** What goes over the wire. */
export type Transmission =
  | { readonly kind: 'answer'; readonly answer: RawAnswer }
  | { readonly kind: 'drip'; readonly answer: RawAnswer }
  | { readonly kind: 'hang' | 'reset' }

export interface Serving {
  readonly world: AwsWorld
  readonly services: readonly AwsService[]
  readonly faults: AwsFaults
  readonly ledger: AwsLedger
}

/** Answers one signed call and notes it in the ledger. */
export async function answerCall(
  serving: Serving,
  request: IncomingMessage,
): Promise<Transmission> {
  const signature = findSignature(request)
  const service = serving.services.find(({ signingName }) => signingName === signature?.service)
  if (!signature || !service) {
    const failure = new AwsFailure(
      'MissingAuthenticationToken',
      'Missing Authentication Token',
      403,
    )
    return { kind: 'answer', answer: encodeFailure(service?.protocol ?? 'query', failure) }
  }
  const received = await receive(request, service, signature)
  if (!received) {
    const failure = new AwsFailure('InvalidAction', 'The sandbox does not know this operation.')
    return { kind: 'answer', answer: encodeFailure(service.protocol, failure) }
  }
  return carryOut(serving, received)
}

async function carryOut(serving: Serving, received: Received): Promise<Transmission> {
  const { world, faults, ledger } = serving
  const { service, operation, call } = received
  const principal = world.regions.includes(call.region)
    ? world.principals.findArn(received.accessKeyId, received.sessionToken)
    : null
  const facts = { service: service.signingName, operation: operation.name, region: call.region }
  const effect = principal === null ? null : faults.take(facts)
  let wasExecuted = false
  const execute = () => {
    wasExecuted = true
    return run(received, { ...call, principal: principal ?? '' })
  }
  const transmission: Transmission =
    principal === null
      ? { kind: 'answer', answer: encodeFailure(service.protocol, unknownKey[service.protocol]) }
      : effect === null
        ? { kind: 'answer', answer: await execute() }
        : await applyFault(effect, received, principal, execute)
  ledger.add({
    ...facts,
    principal,
    input: call.input,
    status: 'answer' in transmission ? transmission.answer.status : null,
    wasExecuted,
    fault: effect?.kind ?? null,
  })
  return transmission
}

async function run({ service, operation }: Received, call: AwsCall): Promise<RawAnswer> {
  try {
    return encodeResult(service, call, await operation.handle(call))
  } catch (error) {
    if (error instanceof AwsFailure) return encodeFailure(service.protocol, error)
    console.error(error)
    return encodeFailure(service.protocol, new AwsFailure('InternalFailure', String(error), 500))
  }
}

async function applyFault(
  effect: AwsFaultEffect,
  { service, operation, call }: Received,
  principal: string,
  execute: () => Promise<RawAnswer>,
): Promise<Transmission> {
  const { protocol, signingName } = service
  const answer = (it: RawAnswer): Transmission => ({ kind: 'answer', answer: it })
  const refuse = (failure: AwsFailure) => answer(encodeFailure(protocol, failure))
  switch (effect.kind) {
    case 'denied':
      return refuse(denied(protocol, principal, `${signingName}:${operation.name}`))
    case 'throttled':
      return refuse(throttled[protocol])
    case 'expired':
      return refuse(expired[protocol])
    case 'error':
      return refuse(new AwsFailure(effect.code, effect.message, effect.status))
    case 'empty':
      return answer(encodeResult(service, call, operation.empty ?? {}))
    case 'wrong-shape':
      return answer(encodeWrongShape(protocol))
    case 'html-502':
      return answer(html(502, 'Bad Gateway'))
    case 'html-200':
      return answer(html(200, 'Welcome'))
    case 'hang':
      return { kind: 'hang' }
    case 'drip':
      return { kind: 'drip', answer: await execute() }
    case 'accept-then-502':
      await execute()
      return answer(html(502, 'Bad Gateway'))
    case 'accept-then-reset':
      await execute()
      return { kind: 'reset' }
    case 'accept-then-hang':
      await execute()
      return { kind: 'hang' }
  }
}

function denied(protocol: AwsProtocol, principal: string, action: string): AwsFailure {
  const message = `User: ${principal} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`
  return protocol === 'json'
    ? new AwsFailure('AccessDeniedException', message)
    : new AwsFailure('AccessDenied', message, 403)
}

const rate = new AwsFailure('Throttling', 'Rate exceeded')
const throttled: Record<AwsProtocol, AwsFailure> = {
  json: new AwsFailure('ThrottlingException', 'Rate exceeded'),
  query: rate,
  'rest-xml': rate,
  s3: new AwsFailure('SlowDown', 'Please reduce your request rate.', 503),
}

const old = new AwsFailure(
  'ExpiredToken',
  'The security token included in the request is expired',
  403,
)
const expired: Record<AwsProtocol, AwsFailure> = {
  json: new AwsFailure(
    'ExpiredTokenException',
    'The security token included in the request is expired',
  ),
  query: old,
  'rest-xml': old,
  s3: new AwsFailure('ExpiredToken', 'The provided token has expired.'),
}

const invalid = new AwsFailure(
  'InvalidClientTokenId',
  'The security token included in the request is invalid',
  403,
)
const unknownKey: Record<AwsProtocol, AwsFailure> = {
  json: new AwsFailure(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ),
  query: invalid,
  'rest-xml': invalid,
  s3: new AwsFailure(
    'InvalidAccessKeyId',
    'The AWS Access Key Id you provided does not exist in our records.',
    403,
  ),
}
