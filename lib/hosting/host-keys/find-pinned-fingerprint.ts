import { getDb } from '#lib/core/db.ts'
import type { HostPort } from '#lib/core/http/parse-target.ts'

/** The fingerprint a host is trusted by; null while nobody has trusted it. */
export async function findPinnedFingerprint({ host, port }: HostPort): Promise<string | null> {
  const row = await getDb().hostKey.findUnique({
    where: { host_port: { host: host.toLowerCase(), port } },
    select: { fingerprint: true },
  })
  return row?.fingerprint ?? null
}
