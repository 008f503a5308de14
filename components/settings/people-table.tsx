'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { UserDto } from '#lib/auth/dtos.ts'
import { GroupsAge } from './groups-age.tsx'
import { PersonActions } from './person-actions.tsx'
import { ScopeText } from './scope-text.tsx'

/** Everybody who ever signed in, what they may do, and why. */
export function PeopleTable({ users }: { readonly users: readonly UserDto[] }) {
  const t = useTranslations('settings.people')
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('person')}</Th>
          <Th>{t('roles')}</Th>
          <Th>{t('groups')}</Th>
          <Th>{t('sessions')}</Th>
          <Th>
            <span className="sr-only">{t('disable')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <PersonRow key={user.id} user={user} />
        ))}
      </tbody>
    </Table>
  )
}

function PersonRow({ user }: { readonly user: UserDto }) {
  const t = useTranslations('settings.people')
  const lastSignInAt = user.lastSignInAt
  return (
    <Tr>
      <Th scope="row">
        <bdi>{user.name}</bdi>
        {user.disabledAt && (
          <>
            {' '}
            <Badge tone="bad" shape="cross">
              {t('disabled')}
            </Badge>
          </>
        )}
        <span className="block text-xs font-normal text-muted">
          {[user.login, user.provider].filter(Boolean).join(' · ')}
        </span>
      </Th>
      <Td>
        <Roles user={user} />
      </Td>
      <Td>
        <span className="break-words">
          {[...new Set(user.roles.map(({ group }) => group)), ...user.otherGroups].join(', ')}
        </span>
        <GroupsAge person={user} />
      </Td>
      <Td>
        {user.sessionCount}
        {lastSignInAt && (
          <span className="block text-xs text-muted">
            {t.rich('lastSignIn', { time: () => <RelativeTime at={lastSignInAt} /> })}
          </span>
        )}
      </Td>
      <Td className="w-0">
        <PersonActions user={user} />
      </Td>
    </Tr>
  )
}

function Roles({ user }: { readonly user: UserDto }) {
  const t = useTranslations('settings.people')
  const roleName = useTranslations('shell.role')
  if (user.roles.length === 0) return <span className="text-muted">{t('noRole')}</span>
  return (
    <ul>
      {user.roles.map(({ role, scope, group }) => (
        <li key={`${group} ${role}`}>
          {roleName(role)}{' '}
          <span className="text-xs text-muted">
            <ScopeText scope={scope} />
          </span>
        </li>
      ))}
    </ul>
  )
}
