import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { GrantedRoleDto, PersonDto } from './dtos.ts'
import { getRoleMapping } from './get-role-mapping.ts'
import { toGroupFreshness } from './group-freshness.ts'
import type { RoleMappingEntry } from './role-mapping.ts'

export const accountSelect = {
  id: true,
  name: true,
  login: true,
  disabledAt: true,
  groupsObservedAt: true,
  groupsFailure: true,
  accounts: { select: { provider: true } },
  groups: { select: { group: true }, orderBy: { group: 'asc' } },
} as const satisfies Prisma.UserSelect

type PersonRow = Prisma.UserGetPayload<{ select: typeof accountSelect }>

export function toPersonDto(user: PersonRow, now: Date): PersonDto {
  const groups = user.groups.map(({ group }) => group)
  const mapping = getRoleMapping().filter(({ group }) => groups.includes(group))
  const mapped = mapping.map(({ group }) => group)
  return {
    id: user.id,
    name: user.name ?? user.login ?? '',
    login: user.login,
    provider: user.accounts[0]?.provider ?? null,
    disabledAt: user.disabledAt?.toISOString() ?? null,
    roles: mapping.map(toGrantedRole),
    otherGroups: groups.filter((group) => !mapped.includes(group)),
    groupsObservedAt: user.groupsObservedAt?.toISOString() ?? null,
    groupsFreshness: toGroupFreshness(user.groupsObservedAt, now),
    groupsFailure: user.groupsFailure,
  }
}

function toGrantedRole({ group, grant: { role, scope } }: RoleMappingEntry): GrantedRoleDto {
  if (scope === 'all') return { role, scope, group }
  return { role, scope: { systems: [...scope.systems], teams: [...scope.teams] }, group }
}
