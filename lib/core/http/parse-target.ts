import { type OutboundFailure, outboundFailure } from './outbound-failure.ts'

/** Where a call goes: host as policy and certificate see it, without brackets or a trailing dot. */
export interface HostPort {
  readonly host: string
  readonly port: number
}

export interface HttpTarget extends HostPort {
  readonly ok: true
  readonly secure: boolean
  /** Scheme, host and port, normalised; the key of connections to it. */
  readonly origin: string
  /** Path with query, without fragment. */
  readonly path: string
}

const maxUrlLength = 2048

/** Reads a web address the way the socket will see it: every check runs on the parsed form, never on the text. */
export function parseTarget(text: string, base?: HttpTarget): HttpTarget | OutboundFailure {
  const url = text.length <= maxUrlLength ? URL.parse(text, base && base.origin + base.path) : null
  if (!url) return outboundFailure('url_invalid')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return outboundFailure('scheme_not_allowed', { scheme: url.protocol.slice(0, -1).slice(0, 20) })
  }
  if (url.username || url.password) return outboundFailure('credentials_in_url')

  const secure = url.protocol === 'https:'
  const host = toPlainHost(url.hostname)
  if (!host) return outboundFailure('url_invalid')
  const port = url.port ? Number(url.port) : secure ? 443 : 80
  const authority = host.includes(':') ? `[${host}]` : host
  const origin = `${url.protocol}//${authority}${url.port ? `:${url.port}` : ''}`
  return { ok: true, secure, host, port, origin, path: url.pathname + url.search }
}

/** A host without IPv6 brackets and trailing dots, lower case. */
export function toPlainHost(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase()
}

/** Reads `host:port`, `1.2.3.4:443` or `[::1]:443`; null for anything else. */
export function parseHostPort(text: string): HostPort | null {
  const match = /^(\[[0-9a-f:.]+\]|[^\s:[\]/@]+):(\d{1,5})$/i.exec(text)
  const port = Number(match?.[2])
  if (!match?.[1] || !(port >= 1 && port <= 65_535)) return null
  return { host: toPlainHost(match[1]), port }
}
