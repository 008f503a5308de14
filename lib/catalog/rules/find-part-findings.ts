import type { Finding, ValuePath } from '../yaml-source.ts'
import { findBackupFindings } from './find-backup-findings.ts'
import { findRepeated } from './find-repeated.ts'
import { findUnknown } from './find-unknown.ts'
import type { LoosePart, LooseStage, RuleFinding } from './loose-file.ts'

export interface KnownSlugs {
  readonly components: readonly string[]
  /** Slugs of the other stages of the file. */
  readonly otherStages: readonly string[]
}

// What a platform says is stored below these names, beside what sources and logs say.
const reservedSlugs = ['platform', 'vercel']
// Beside the logs a file names, these are always there.
const reservedLogSlugs = ['push', 'deployments']

/** What sources, logs, backups and configuration of a stage say of each other. */
export function findPartFindings(
  stage: LooseStage,
  path: ValuePath,
  { components, otherStages }: KnownSlugs,
): readonly RuleFinding[] {
  const { sources, logs, backups, configuration } = stage
  const sourceSlugs = sources.map(({ slug }) => slug).filter((slug) => slug !== '')
  return [
    ...findSlugFindings(stage, path),
    ...logs.flatMap(({ component }, index) =>
      component === ''
        ? []
        : findUnknown('component', component, [...path, 'logs', index, 'component'], components),
    ),
    ...backups.flatMap((policy, index) =>
      findBackupFindings(policy, [...path, 'backups', index], { components, sources: sourceSlugs }),
    ),
    ...findConfigurationFindings(configuration, [...path, 'configuration'], {
      sources: sourceSlugs,
      otherStages,
    }),
  ]
}

function findSlugFindings(
  { sources, logs, backups }: LooseStage,
  path: ValuePath,
): readonly RuleFinding[] {
  const inSources = new Map(sources.map(({ slug }, index) => [slug, index]))
  return [
    ...findRepeated(sources.map(toEntry), [...path, 'sources']),
    ...findRepeated(logs.map(toEntry), [...path, 'logs']),
    ...findRepeated(backups.map(toEntry), [...path, 'backups']),
    ...findReserved(sources, reservedSlugs, 'reserved_slug', [...path, 'sources']),
    ...findReserved(logs, reservedSlugs, 'reserved_slug', [...path, 'logs']),
    ...findReserved(logs, reservedLogSlugs, 'reserved_log_slug', [...path, 'logs']),
    ...logs.flatMap(({ slug }, index): RuleFinding[] => {
      const earlier = inSources.get(slug)
      if (slug === '' || earlier === undefined) return []
      const at = [...path, 'logs', index, 'slug']
      const first = [...path, 'sources', earlier, 'slug']
      return [{ path: at, code: 'duplicate_slug', params: { value: slug }, earlier: first }]
    }),
  ]
}

const toEntry = ({ slug }: LoosePart) => ({ slug, name: '' })

function findReserved(
  parts: readonly LoosePart[],
  reserved: readonly string[],
  code: 'reserved_slug' | 'reserved_log_slug',
  path: ValuePath,
): readonly Finding[] {
  return parts.flatMap(({ slug }, index): Finding[] =>
    reserved.includes(slug)
      ? [{ path: [...path, index, 'slug'], code, params: { value: slug } }]
      : [],
  )
}

function findConfigurationFindings(
  { sources, compareWith }: LooseStage['configuration'],
  path: ValuePath,
  known: { readonly sources: readonly string[]; readonly otherStages: readonly string[] },
): readonly Finding[] {
  const unknown = sources.flatMap((slug, index) =>
    slug === '' ? [] : findUnknown('source', slug, [...path, 'sources', index], known.sources),
  )
  if (compareWith === '') return unknown
  return [
    ...unknown,
    ...findUnknown('stage', compareWith, [...path, 'compareWith'], known.otherStages),
  ]
}
