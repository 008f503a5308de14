import type { HostDto } from '#lib/hosting/host-keys/schemas.ts'

/** A host as people write it: with its port only where it is not SSH's own. */
export function toPlace({ host, port }: Pick<HostDto, 'host' | 'port'>): string {
  if (port === 22) return host
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
