import { SettingsError } from '#lib/core/errors.ts'
import { isOwnerName } from '#lib/github/names.ts'
import { findRefFault, findRepository, toRefName } from './github-names.ts'

/** A place catalog files are read from, as `CATALOG_SOURCES` names it. */
export type SourceSetting = FolderSetting | RepositorySetting | OrganisationSetting

export interface FolderSetting {
  readonly kind: 'folder'
  readonly path: string
}

export interface RepositorySetting {
  readonly kind: 'github'
  readonly repository: string
  /** Null for the default branch. */
  readonly branch: string | null
  /** A file, or the folder to look in; null for the root. */
  readonly path: string | null
}

/** Every repository of an owner that the portal can see and that holds a catalog file. */
export interface OrganisationSetting {
  readonly kind: 'github-org'
  readonly owner: string
}

/** Throws `SettingsError` that quotes the entry it cannot read and says how one is written. */
export function parseSourceSettings(text: string): readonly SourceSetting[] {
  const entries = text
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return entries.map((entry) => {
    const setting = findSourceSetting(entry)
    if (setting) return setting
    throw new SettingsError(
      `CATALOG_SOURCES: "${entry}" is not a source; write folder:/path, github:owner/repo[@branch][:path] or github-org:owner, separated by ";".`,
    )
  })
}

/** What a source is called in the database and on screens: the setting without its kind. */
export function toLocation(setting: SourceSetting): string {
  if (setting.kind === 'folder') return setting.path
  if (setting.kind === 'github-org') return setting.owner
  const { repository, branch, path } = setting
  return `${repository}${branch === null ? '' : `@${branch}`}${path === null ? '' : `:${path}`}`
}

function findSourceSetting(entry: string): SourceSetting | null {
  const [, kind, rest] = /^(folder|github|github-org):(.+)$/.exec(entry) ?? []
  if (rest === undefined) return null
  if (kind === 'folder') return { kind, path: rest }
  if (kind === 'github-org') return isOwnerName(rest) ? { kind, owner: rest } : null
  return findRepositorySetting(rest)
}

/** Reads back what `toLocation` wrote for a repository. */
export function parseRepositorySetting(location: string): RepositorySetting {
  const setting = findRepositorySetting(location)
  if (setting === null) throw new Error(`Not the location of a repository: ${location}`)
  return setting
}

function findRepositorySetting(text: string): RepositorySetting | null {
  const [, name = '', branch, path] = /^([^@:]+)(?:@([^:]+))?(?::(.+))?$/.exec(text) ?? []
  const repository = findRepository(name)
  if (repository === null || (branch !== undefined && findRefFault(branch) === 'ref')) return null
  if (path !== undefined && !isRelativePath(path)) return null
  return {
    kind: 'github',
    repository,
    branch: branch === undefined ? null : toRefName(branch),
    path: path ?? null,
  }
}

function isRelativePath(path: string): boolean {
  return !path.startsWith('/') && path.split('/').every((part) => !/^(?:|\.\.?)$/.test(part))
}
