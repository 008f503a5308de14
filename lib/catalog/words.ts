export const COMPONENT_KINDS = [
  'web',
  'api',
  'frontend',
  'worker',
  'database',
  'storage',
  'webhooks',
  'assets',
] as const

export type ComponentKind = (typeof COMPONENT_KINDS)[number]

export const STAGE_RISKS = ['development', 'staging', 'production'] as const

export type StageRisk = (typeof STAGE_RISKS)[number]

/** Which kind of file a system was read from. */
export const CATALOG_FORMATS = ['leitstand', 'backstage'] as const

export type CatalogFormat = (typeof CATALOG_FORMATS)[number]

/** What a system may lack to be deployed and watched from here, in the order one would add it. */
export const MISSING_PIECES = [
  'team',
  'repository',
  'components',
  'component_kind',
  'stages',
  'hosting',
  'workflow',
  'health_checks',
  'version_source',
] as const

export type MissingPieceName = (typeof MISSING_PIECES)[number]

/** Why a source could not be read at all. Stable: stored and translated by screens. */
export const SOURCE_FAILURES = [
  'folder_missing',
  'folder_unreadable',
  'no_catalog_file',
  'repository_inaccessible',
  'repository_suspended',
  'branch_missing',
  'github_not_configured',
  'github_unavailable',
] as const

export type SourceFailure = (typeof SOURCE_FAILURES)[number]
