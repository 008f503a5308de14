import { getEnv } from '#lib/core/env.ts'
import { parseRoleMapping, type RoleMapping } from './role-mapping.ts'

let parsed: { readonly text: string; readonly mapping: RoleMapping } | undefined

/** The mapping of this process's settings, parsed once. */
export function getRoleMapping(): RoleMapping {
  const text = getEnv().ROLE_MAPPING
  if (parsed?.text !== text) parsed = { text, mapping: parseRoleMapping(text) }
  return parsed.mapping
}
