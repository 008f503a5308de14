import { z } from 'zod'
import type { Origin } from '../stored.ts'

/** Kinds of sources that make a backup when asked; the others only make theirs by themselves. */
const kinds: readonly string[] = ['aws-rds']

const sourcesSchema = z.array(z.looseObject({ slug: z.string(), kind: z.string() })).catch([])
const hostSchema = z.looseObject({ backupUnit: z.string() })

/** What the catalog stored of a stage. */
export interface BackupPlace {
  readonly sources: unknown
  readonly hostingTarget: unknown
}

/** Whether a policy's source can be asked for a backup: a service that makes one, or a host with a unit for it. */
export function canBackUpNow(origin: Origin, { sources, hostingTarget }: BackupPlace): boolean {
  if (origin.kind === 'host-files') return hostSchema.safeParse(hostingTarget).success
  if (origin.kind !== 'source') return false
  const found = sourcesSchema.parse(sources).find(({ slug }) => slug === origin.source)
  return found !== undefined && kinds.includes(found.kind)
}
