import { SettingsError } from '#lib/core/errors.ts'
import { type Grant, type GrantScope, type Role, roles } from '#lib/core/permissions.ts'

/** One line of the mapping: members of `group` get `grant`. */
export interface RoleMappingEntry {
  readonly group: string
  readonly grant: Grant
}

export type RoleMapping = readonly RoleMappingEntry[]

const slug = /^[a-z0-9](-?[a-z0-9])*$/
const githubTeam = /^[A-Za-z0-9](?:-?[A-Za-z0-9])*\/[a-z0-9][a-z0-9._-]*$/i

/**
 * Reads `group=role` or `group=role@system:a,team:b`, separated by `;` or line ends.
 * Throws `SettingsError`, one sentence that names the entry and what is wrong with it.
 */
export function parseRoleMapping(text: string): RoleMapping {
  return text
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry)
}

/** What a person may do: one grant for every entry whose group they are in. */
export function toGrants(groups: readonly string[], mapping: RoleMapping): readonly Grant[] {
  return mapping.filter(({ group }) => groups.includes(group)).map(({ grant }) => grant)
}

/** The mapped groups that are written as GitHub teams, `org/team`. */
export function listMappedTeams(mapping: RoleMapping): readonly string[] {
  return listMappedGroups(mapping).filter((group) => githubTeam.test(group))
}

export function listMappedGroups(mapping: RoleMapping): readonly string[] {
  return [...new Set(mapping.map(({ group }) => group))]
}

/** The groups whose members hold this role everywhere: whom to ask for it, and what to be added to. */
export function listGroupsWithRole(role: Role, mapping: RoleMapping): readonly string[] {
  const entries = mapping.filter(({ grant }) => grant.role === role && grant.scope === 'all')
  return listMappedGroups(entries)
}

function parseEntry(entry: string): RoleMappingEntry {
  // Groups of directory services contain "=" themselves ("cn=ops,ou=groups"); a role never does.
  const separator = entry.lastIndexOf('=')
  const group = entry.slice(0, Math.max(0, separator)).trim()
  if (!group) throw wrong(entry, 'is not written as group=role')
  const [role = '', ...scopes] = entry.slice(separator + 1).split('@')
  if (scopes.length > 1) throw wrong(entry, 'has more than one "@" after the role')
  return {
    group,
    grant: { role: parseRole(entry, role.trim()), scope: parseScope(entry, scopes[0]) },
  }
}

function parseRole(entry: string, text: string): Role {
  const role = roles.find((known) => known === text)
  if (!role) throw wrong(entry, `names the role "${text}", which is none of ${roles.join(', ')}`)
  return role
}

function parseScope(entry: string, text: string | undefined): GrantScope {
  if (text === undefined) return 'all'
  const parts = text.split(',').map((part) => parseScopePart(entry, part.trim()))
  const named = (kind: 'system' | 'team') =>
    parts.filter((part) => part.kind === kind).map((part) => part.slug)
  return { systems: named('system'), teams: named('team') }
}

function parseScopePart(entry: string, part: string) {
  const [kind, name = '', ...rest] = part.split(':')
  if ((kind !== 'system' && kind !== 'team') || rest.length > 0) {
    throw wrong(entry, `narrows to "${part}", which is not written as system:slug or team:slug`)
  }
  if (!slug.test(name)) throw wrong(entry, `narrows to "${part}", whose name is not a slug`)
  return { kind, slug: name } as const
}

function wrong(entry: string, reason: string): SettingsError {
  return new SettingsError(`ROLE_MAPPING: the entry "${entry}" ${reason}.`)
}
