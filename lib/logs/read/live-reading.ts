import type { LogSourceKind } from '../types.ts'

/** How far the reading of one source has come. The reader changes it; whoever shows it looks now and then. */
export interface LiveReading {
  readonly slug: string
  readonly kind: LogSourceKind
  readonly platform: string
  state: 'searching' | 'read' | 'failed'
  /** Lines looked at. */
  searched: number
  /** It has looked back to here; null when it has not said so yet. */
  reachedAt: Date | null
}

export function startReading({
  slug,
  kind,
  platform,
}: Pick<LiveReading, 'slug' | 'kind' | 'platform'>): LiveReading {
  return { slug, kind, platform, state: 'searching', searched: 0, reachedAt: null }
}
