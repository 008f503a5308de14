import { isIP } from 'node:net'
import { SettingsError } from '../errors.ts'
import { type HostPort, parseHostPort } from './parse-target.ts'

/** Operator's table of fixed destinations: `host:port` → address and port to connect to instead. */
export type ConnectTo = ReadonlyMap<string, HostPort>

/**
 * Reads `OUTBOUND_CONNECT_TO`: `host:port=ip:port`, separated by spaces or commas. Certificate and Host header stay those
 * of the original host. The entries may point anywhere, so they come from the environment alone.
 */
export function parseConnectTo(text: string): ConnectTo {
  return new Map(
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(parseEntry),
  )
}

export function findConnectTo(table: ConnectTo, { host, port }: HostPort): HostPort | null {
  return table.get(`${host}:${port}`) ?? null
}

function parseEntry(text: string): [string, HostPort] {
  const [from, to] = text.split('=', 2)
  const source = parseHostPort(from ?? '')
  const destination = parseHostPort(to ?? '')
  if (!source || !destination || !isIP(destination.host)) {
    throw new SettingsError(`OUTBOUND_CONNECT_TO: "${text}" is not of the form host:port=ip:port.`)
  }
  return [`${source.host}:${source.port}`, destination]
}
