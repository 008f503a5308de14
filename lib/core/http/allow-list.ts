import ipaddr from 'ipaddr.js'
import { SettingsError } from '../errors.ts'
import { matches } from './address-range.ts'

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** One entry of `OUTBOUND_ALLOW`: which addresses or names, on which ports. */
export interface AllowEntry {
  readonly where:
    | { readonly kind: 'network'; readonly network: Network }
    | { readonly kind: 'host'; readonly host: string; readonly subdomains: boolean }
    | { readonly kind: 'public' }
  readonly ports: 'any' | readonly number[]
}

const webPorts = [80, 443] as const

/** Public addresses on the web's own ports need no entry. */
export const defaultAllowList: readonly AllowEntry[] = [
  { where: { kind: 'public' }, ports: webPorts },
]

/**
 * Reads `OUTBOUND_ALLOW`: entries separated by spaces or commas, each a network (`10.0.0.0/8`, `[fd12::]/48`), a host
 * (`db.example.com`), a suffix (`.example.com`) or `*` (every public address), with `:port` or `:*` behind it.
 * Without a port an entry stands for 80 and 443.
 */
export function parseAllowList(text: string): readonly AllowEntry[] {
  const entries = text.split(/[\s,]+/).filter(Boolean)
  return [...defaultAllowList, ...entries.map(parseEntry)]
}

/** Whether an entry lets this address, reached under this name, be called on this port. */
export function isAllowedBy(
  entry: AllowEntry,
  call: { host: string; address: string; port: number; isPublic: boolean },
): boolean {
  return hasPort(entry, call.port) && hasPlace(entry, call)
}

export function hasPort(entry: AllowEntry, port: number): boolean {
  return entry.ports === 'any' || entry.ports.includes(port)
}

export function hasPlace(
  { where }: AllowEntry,
  call: { host: string; address: string; isPublic: boolean },
): boolean {
  if (where.kind === 'public') return call.isPublic
  if (where.kind === 'network') return matches(ipaddr.parse(call.address), where.network)
  return call.host === where.host || (where.subdomains && call.host.endsWith(`.${where.host}`))
}

function parseEntry(text: string): AllowEntry {
  const match = /^(\*|\[[0-9a-f:.]+\](?:\/\d+)?|[^:[\]]+)(?::(\d{1,5}|\*))?$/i.exec(text)
  const place = match?.[1]
  const port = match?.[2]
  if (!place || Number(port) > 65_535) throw invalidEntry(text)
  return {
    where: parsePlace(place.toLowerCase(), text),
    ports: port === undefined ? webPorts : port === '*' ? 'any' : [Number(port)],
  }
}

function parsePlace(place: string, entry: string): AllowEntry['where'] {
  if (place === '*') return { kind: 'public' }
  const address = place.replace(/[[\]]/g, '')
  if (ipaddr.isValidCIDR(address)) return { kind: 'network', network: ipaddr.parseCIDR(address) }
  if (ipaddr.isValid(address)) {
    const parsed = ipaddr.parse(address)
    return { kind: 'network', network: [parsed, parsed.kind() === 'ipv4' ? 32 : 128] }
  }
  if (!/^\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(place)) throw invalidEntry(entry)
  return { kind: 'host', host: place.replace(/^\./, ''), subdomains: place.startsWith('.') }
}

function invalidEntry(text: string): SettingsError {
  return new SettingsError(
    `OUTBOUND_ALLOW: "${text}" is not a network, host, .suffix or *, optionally with :port.`,
  )
}
