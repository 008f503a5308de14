/** Why a call was not made, or did not bring an answer. Stable: stored, translated by screens, matched by tests. */
export const outboundReasons = [
  'url_invalid',
  'scheme_not_allowed',
  'credentials_in_url',
  'port_not_allowed',
  'address_metadata',
  'address_internal',
  'address_not_listed',
  'portal_itself',
  'redirect_invalid',
  'redirect_downgrade',
  'too_many_redirects',
  'name_not_found',
  'could_not_connect',
  'timed_out',
  'tls_failed',
  'certificate_expired',
  'certificate_not_trusted',
  'certificate_wrong_name',
  'connection_lost',
  'answer_not_http',
  'answer_too_large',
  'answer_not_decodable',
] as const

export type OutboundReason = (typeof outboundReasons)[number]

/** `refused`: the guard forbade it and nothing was sent to that address. `failed`: it was tried. */
export type OutboundFailureKind = 'refused' | 'failed'

export interface OutboundFailure {
  readonly ok: false
  readonly kind: OutboundFailureKind
  readonly reason: OutboundReason
  /** What the sentence names, such as `address` or `limitKb`; screens put it into their own words. */
  readonly params: Readonly<Record<string, string>>
  /** One sentence in English for the API and the log. */
  readonly message: string
}

type Params = Readonly<Record<string, string>>

const refusals = new Set<OutboundReason>([
  'url_invalid',
  'scheme_not_allowed',
  'credentials_in_url',
  'port_not_allowed',
  'address_metadata',
  'address_internal',
  'address_not_listed',
  'portal_itself',
  'redirect_invalid',
  'redirect_downgrade',
  'too_many_redirects',
])

const sentences: Record<OutboundReason, (params: Params) => string> = {
  url_invalid: () => 'This is not a complete web address.',
  scheme_not_allowed: (p) => `Only http and https are called, not ${p.scheme}.`,
  credentials_in_url: () => 'Put credentials in the secret field, not in the address.',
  port_not_allowed: (p) =>
    `Port ${p.port} is not allowed; an administrator can add it to OUTBOUND_ALLOW.`,
  address_metadata: (p) => `${p.address}: cloud metadata addresses are never allowed.`,
  address_internal: (p) => `${p.address} is a ${p.range} address; the portal never calls those.`,
  address_not_listed: (p) =>
    `${p.address} is not in the allowed networks; an administrator can add it to OUTBOUND_ALLOW.`,
  portal_itself: (p) => `${p.address} belongs to the portal itself and is never called.`,
  redirect_invalid: () => 'The answer redirects without saying where to.',
  redirect_downgrade: () => 'The answer redirects from https to http.',
  too_many_redirects: (p) => `More than ${p.limit} redirects in a row.`,
  name_not_found: (p) => `The name ${p.host} could not be resolved.`,
  could_not_connect: () => 'Could not connect.',
  timed_out: (p) => `No complete answer within ${p.timeoutMs} ms.`,
  tls_failed: () => 'The TLS handshake failed.',
  certificate_expired: () => 'The certificate has expired.',
  certificate_not_trusted: () => 'The certificate is not signed by a trusted authority.',
  certificate_wrong_name: () => 'The certificate is for another name.',
  connection_lost: () => 'The connection was closed before the answer was complete.',
  answer_not_http: () => 'The answer is not valid HTTP.',
  answer_too_large: (p) => `The answer is larger than ${p.limitKb} kB; reading stopped there.`,
  answer_not_decodable: (p) => `The answer is encoded as ${p.encoding} and could not be decoded.`,
}

/** The failure with its sentence; `hop` names the redirect target that caused it. */
export function outboundFailure(reason: OutboundReason, params: Params = {}): OutboundFailure {
  const sentence = sentences[reason](params)
  return {
    ok: false,
    kind: refusals.has(reason) ? 'refused' : 'failed',
    reason,
    params,
    message: params.hop ? `After a redirect to ${params.hop}: ${sentence}` : sentence,
  }
}

/** The failure, naming the time that was given if it is that there was not enough. */
export function withTimeout(failure: OutboundFailure, timeoutMs: number): OutboundFailure {
  return failure.reason === 'timed_out'
    ? outboundFailure('timed_out', { ...failure.params, timeoutMs: String(timeoutMs) })
    : failure
}

/** Carries a failure through callbacks that know only errors, such as a DNS lookup inside a socket. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly failure: OutboundFailure

  constructor(failure: OutboundFailure) {
    super(failure.message)
    this.failure = failure
  }
}
