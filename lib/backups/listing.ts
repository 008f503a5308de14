import { z } from 'zod'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import type { BackupListing, BackupQuery } from '#lib/hosting/backup-port.ts'
import type { Origin } from './stored.ts'

/** Newest backups kept of one list. */
const keptBackups = 500
const daySeconds = 86_400
/** As far back as a list is asked for at least and at most. */
const shortestSeconds = 8 * daySeconds
const longestSeconds = 400 * daySeconds

/** Name of the fact that a source tells about a policy. */
export const toBackupFact = (policySlug: string): string => `backups:${policySlug}`

/** Who is asked about a policy: a slug, or the platform for files on its host; null for one that reports itself. */
export function findAskedSource(origin: Origin): string | null {
  if (origin.kind === 'heartbeat') return null
  return origin.kind === 'source' ? origin.source : 'platform'
}

export function toBackupQuery(
  policy: {
    readonly origin: Origin
    readonly everySeconds: number | null
    readonly retentionSeconds: number | null
  },
  now: Date,
): BackupQuery {
  const { origin, everySeconds, retentionSeconds } = policy
  const wanted = Math.max(shortestSeconds, (everySeconds ?? daySeconds) * 7, retentionSeconds ?? 0)
  const since = new Date(now.getTime() - Math.min(wanted, longestSeconds) * 1_000)
  if (origin.kind === 'host-files') {
    return { since, path: origin.path, pattern: origin.pattern ?? null }
  }
  if (origin.kind === 'source') {
    return { since, path: origin.prefix ?? null, pattern: origin.pattern ?? null }
  }
  return { since, path: null, pattern: null }
}

const moment = z.coerce.date().nullable()
const outsideText = (maxLength: number) =>
  z.string().transform((text) => redactSecrets(toInertText(text)).slice(0, maxLength))

/** A list as it is kept between its reading and its use: times are ISO 8601. */
export const listingSchema = z.object({
  since: z.coerce.date(),
  backups: z.array(
    z.object({
      externalId: outsideText(500),
      state: z.enum(['complete', 'running', 'failed']),
      madeAt: moment,
      finishedAt: moment,
      sizeBytes: z.number().nonnegative().nullable(),
      place: outsideText(1_000),
      region: outsideText(60).nullable(),
      isCopy: z.boolean(),
      detail: outsideText(2_000).nullable(),
    }),
  ),
  restorable: z.object({ from: moment, to: moment }).nullable(),
  truncated: z.boolean(),
})

export type KeptListing = z.output<typeof listingSchema>

/** The answer of a source in the form it is kept; throws on one that is not as the port promises. */
export function toKeptListing(listing: BackupListing, { since }: BackupQuery): KeptListing {
  const newest = listing.backups.toSorted((a, b) => Number(b.madeAt) - Number(a.madeAt))
  return listingSchema.parse({
    since,
    backups: newest.slice(0, keptBackups),
    restorable: listing.restorable,
    truncated: listing.truncated || newest.length > keptBackups,
  })
}
