import { isIP } from 'node:net'
import { type AddressPolicy, refuseAddress, refuseTarget } from './address-policy.ts'
import { type ConnectTo, findConnectTo } from './connect-to.ts'
import { type OutboundFailure, outboundFailure } from './outbound-failure.ts'
import type { HostPort } from './parse-target.ts'
import type { ResolveHost } from './resolve-host.ts'

export interface Guard {
  readonly policy: AddressPolicy
  readonly connectTo: ConnectTo
  readonly resolve: ResolveHost
}

/** Where a socket may go: these addresses and no others. */
export interface CheckedDestination {
  readonly ok: true
  readonly addresses: readonly { readonly address: string; readonly family: number }[]
  readonly port: number
}

/** Refuses a target that can be judged without resolving its name; null when it may be tried. */
export function refuseEarly(guard: Guard, target: HostPort): OutboundFailure | null {
  return findConnectTo(guard.connectTo, target) ? null : refuseTarget(guard.policy, target)
}

/** Resolves a target once and checks every address, so that what was checked is what gets connected to. */
export async function checkDestination(
  guard: Guard,
  target: HostPort,
): Promise<CheckedDestination | OutboundFailure> {
  const fixed = findConnectTo(guard.connectTo, target)
  if (fixed) return literal(fixed.host, fixed.port)
  const refusal = refuseTarget(guard.policy, target)
  if (refusal) return refusal
  if (isIP(target.host)) return literal(target.host, target.port)

  const addresses = await guard.resolve(target.host).catch(() => [])
  if (addresses.length === 0) return outboundFailure('name_not_found', { host: target.host })
  for (const { address } of addresses) {
    const refused = refuseAddress(guard.policy, target, address)
    if (refused) return refused
  }
  return { ok: true, addresses, port: target.port }
}

function literal(address: string, port: number): CheckedDestination {
  return { ok: true, addresses: [{ address, family: isIP(address) }], port }
}
