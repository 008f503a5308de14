import { createHash } from 'node:crypto'
import type { HostPort } from '#lib/core/http/parse-target.ts'
import { HostingError } from '../failure.ts'

/** As `ssh-keygen -l` prints it. */
export function toFingerprint(publicKey: Buffer): string {
  const hash = createHash('sha256').update(publicKey).digest('base64')
  return `SHA256:${hash.replace(/=+$/, '')}`
}

/** Why a host that showed this key is not spoken to; null when it is the one that was pinned. */
export function refuseHostKey(
  { host, port }: HostPort,
  shown: string,
  pinned: string | null,
): HostingError | null {
  if (shown === pinned) return null
  const place = port === 22 ? host : `${host}:${port}`
  const advice = `An admin trusts it with: npm run host-key -- trust ${place} ${shown}`
  if (pinned === null) {
    return new HostingError(
      'host_key_unknown',
      `${place} shows the host key ${shown}, which nobody has trusted yet. Compare it on the host (ssh-keygen -lf). ${advice}`,
      { details: { host, port, fingerprint: shown } },
    )
  }
  return new HostingError(
    'host_key_changed',
    `${place} shows the host key ${shown} instead of the trusted ${pinned}. Unless the host was set up anew, somebody may be in between. ${advice}`,
    { details: { host, port, fingerprint: shown, pinned } },
  )
}
