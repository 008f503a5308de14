import { errors } from 'undici'
import {
  OutboundError,
  type OutboundFailure,
  type OutboundReason,
  outboundFailure,
} from './outbound-failure.ts'

/** When the error came up: while a connection was made, or while a request ran on it. */
export type ErrorPhase = 'connect' | 'exchange'

// Refused, unreachable and reset-while-connecting are one reason, so that a probe does not work as a port scanner.
const reasonByCode: Readonly<Record<string, OutboundReason>> = {
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  ETIMEDOUT: 'timed_out',
  UND_ERR_CONNECT_TIMEOUT: 'timed_out',
  CERT_HAS_EXPIRED: 'certificate_expired',
  CERT_NOT_YET_VALID: 'certificate_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_wrong_name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_not_trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_not_trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_not_trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_not_trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_not_trusted',
  CERT_UNTRUSTED: 'certificate_not_trusted',
  CERT_REVOKED: 'certificate_not_trusted',
  UND_ERR_HEADERS_OVERFLOW: 'answer_not_http',
  UND_ERR_INFO: 'answer_not_http',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answer_not_http',
}

/** Names what went wrong without the wording of the operating system, which tells more about a network than it should. */
export function classifyError(error: unknown, phase: ErrorPhase): OutboundFailure {
  if (error instanceof OutboundError) return error.failure
  const code = codeOf(error)
  const known = reasonByCode[code]
  if (known) return outboundFailure(known)
  if (error instanceof errors.HTTPParserError) return outboundFailure('answer_not_http')
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return outboundFailure('tls_failed')
  return outboundFailure(phase === 'connect' ? 'could_not_connect' : 'connection_lost')
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : ''
}
