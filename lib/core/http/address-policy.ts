import ipaddr from 'ipaddr.js'
import { findAddressRange } from './address-range.ts'
import { type AllowEntry, hasPlace, hasPort, isAllowedBy } from './allow-list.ts'
import { type OutboundFailure, outboundFailure } from './outbound-failure.ts'
import type { HostPort } from './parse-target.ts'

export interface AddressPolicy {
  readonly allow: readonly AllowEntry[]
  /** Host and port pairs of the portal's own services, such as its database. */
  readonly ownServices: readonly HostPort[]
  /** Addresses of this machine's interfaces. */
  readonly ownAddresses: ReadonlySet<string>
}

/** Refuses what no address could make acceptable, before a name is resolved; null when the call may go on. */
export function refuseTarget(policy: AddressPolicy, target: HostPort): OutboundFailure | null {
  if (ipaddr.isValid(target.host)) return refuseAddress(policy, target, target.host)
  if (target.host === 'localhost' || target.host.endsWith('.localhost')) {
    return outboundFailure('address_internal', { address: target.host, range: 'loopback' })
  }
  if (policy.ownServices.some((own) => own.host === target.host && own.port === target.port)) {
    return outboundFailure('portal_itself', { address: target.host })
  }
  if (!policy.allow.some((entry) => hasPort(entry, target.port))) {
    return outboundFailure('port_not_allowed', { port: String(target.port) })
  }
  return null
}

/** Refuses one resolved or literal address of a target; null when it may be called. */
export function refuseAddress(
  policy: AddressPolicy,
  target: HostPort,
  address: string,
): OutboundFailure | null {
  const range = findAddressRange(address)
  if (!range) return outboundFailure('url_invalid')
  if (range.kind === 'metadata') return outboundFailure('address_metadata', { address })
  if (range.kind === 'internal') {
    return outboundFailure('address_internal', { address, range: range.label })
  }
  if (isOwn(policy, address, target.port)) return outboundFailure('portal_itself', { address })

  const call = { ...target, address, isPublic: range.kind === 'public' }
  if (policy.allow.some((entry) => isAllowedBy(entry, call))) return null
  return policy.allow.some((entry) => hasPlace(entry, call))
    ? outboundFailure('port_not_allowed', { port: String(target.port) })
    : outboundFailure('address_not_listed', { address })
}

function isOwn(policy: AddressPolicy, address: string, port: number): boolean {
  return (
    policy.ownAddresses.has(address) ||
    policy.ownServices.some((own) => own.host === address && own.port === port)
  )
}
