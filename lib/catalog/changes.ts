import type { Change } from '#lib/core/changes.ts'

/** Sources or their problems changed. */
export const CATALOG_CHANGED: Change = { topic: 'catalog', key: '*', systemId: null }

/** What readers of a system may want to fetch again. */
export function toSystemChanges(systemId: string, slug: string): readonly Change[] {
  return [
    { topic: 'system', key: slug, systemId },
    { topic: 'board', key: '*', systemId },
    CATALOG_CHANGED,
  ]
}
