import ipaddr from 'ipaddr.js'

/**
 * What kind of place an address is.
 * `metadata` and `internal` are never called; `private` only when listed; `public` on the usual ports.
 */
export type AddressKind = 'public' | 'private' | 'internal' | 'metadata'

export interface AddressRange {
  readonly kind: AddressKind
  /** Word for people: "loopback", "link-local". */
  readonly label: string
}

type Address = ipaddr.IPv4 | ipaddr.IPv6

// Where clouds answer with credentials. Azure's is plain unicast and Alibaba's and AWS's IPv6 one lie in private
// ranges, so neither "not public" nor "allowed private networks" would catch them.
const metadataNetworks = [
  '169.254.0.0/16',
  '168.63.129.16/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
  'fd00:ec2::/32',
  'fd20:ce::254/128',
].map((cidr) => ipaddr.parseCIDR(cidr))

const internalRanges: Readonly<Record<string, string>> = {
  loopback: 'loopback',
  unspecified: 'unspecified',
  linkLocal: 'link-local',
  multicast: 'multicast',
  broadcast: 'broadcast',
  ipv4Mapped: 'mapped',
  rfc6145: 'translated',
  '6to4': 'tunnel',
  teredo: 'tunnel',
  discard: 'discard',
}

/** Classifies a literal address; null when the text is none. IPv4 hidden in IPv6 is judged by what it hides. */
export function findAddressRange(text: string): AddressRange | null {
  if (!ipaddr.isValid(text)) return null
  return rangeOf(ipaddr.parse(text))
}

function rangeOf(address: Address): AddressRange {
  if (metadataNetworks.some((network) => matches(address, network))) {
    return { kind: 'metadata', label: 'cloud metadata' }
  }
  const hidden = address instanceof ipaddr.IPv6 ? hiddenIpv4(address) : null
  const inner = hidden && rangeOf(hidden)
  if (inner && (inner.kind === 'metadata' || inner.kind === 'internal')) return inner

  const range = address.range()
  const internal = internalRanges[range]
  if (internal) return { kind: 'internal', label: internal }
  if (hidden && range === 'unicast') return { kind: 'internal', label: 'IPv4-compatible' }
  return range === 'unicast'
    ? { kind: 'public', label: 'public' }
    : { kind: 'private', label: 'private' }
}

/** Whether an address lies in a network; families never match each other. */
export function matches(address: Address, network: [Address, number]): boolean {
  return address.kind() === network[0].kind() && address.match(network)
}

function hiddenIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const bytes = address.toByteArray()
  const at = (offset: number) => new ipaddr.IPv4(bytes.slice(offset, offset + 4))
  const range = address.range()
  // Teredo stores the client's address inverted in its last four bytes (RFC 4380, section 4).
  if (range === 'teredo') return new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 0xff))
  if (range === '6to4') return at(2)
  if (range === 'ipv4Mapped' || range === 'rfc6145' || range === 'rfc6052') return at(12)
  const compatible = range === 'unicast' && bytes.slice(0, 12).every((byte) => byte === 0)
  return compatible ? at(12) : null
}
