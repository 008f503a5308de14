import { z } from 'zod'
import type { Origin } from '../stored.ts'

/** Kinds of sources that make a backup when asked; the others only make theirs by themselves. */
const kinds: readonly string[] = ['aws-rds']

const sources = z.array(z.looseObject({ slug: z.string(), kind: z.string() })).catch([])

/** Whether a policy's source can be asked for a backup; `stored` are the sources of its stage. */
export function canBackUpNow(origin: Origin, stored: unknown): boolean {
  if (origin.kind !== 'source') return false
  const found = sources.parse(stored).find(({ slug }) => slug === origin.source)
  return found !== undefined && kinds.includes(found.kind)
}
