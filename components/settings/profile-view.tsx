import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { AccountDto } from '#lib/auth/dtos.ts'
import { GroupsAge } from './groups-age.tsx'
import { ScopeText } from './scope-text.tsx'
import { SessionTable } from './session-table.tsx'

interface ProfileViewProps {
  readonly account: AccountDto
  /** Name of the service the person signed in with. */
  readonly providerName: string
}

/** A person's own account: what they may do, why, and where they are signed in. */
export function ProfileView({ account, providerName }: ProfileViewProps) {
  const t = useTranslations('settings.profile')
  const { name, login } = account
  return (
    <div className="grid grid-cols-1 gap-4">
      <p>
        {login ? t('signedInAs', { name, login }) : name} · {t('via', { provider: providerName })}
      </p>
      <Card title={t('roles')} aside={<GroupsAge person={account} isOwn />}>
        <div className="grid grid-cols-1 gap-3">
          <p className="text-sm text-muted">{t('rolesHint')}</p>
          <RoleTable account={account} />
          {account.otherGroups.length > 0 && (
            <p className="text-xs break-words text-muted">
              {t('otherGroups', { groups: account.otherGroups.join(', ') })}
            </p>
          )}
        </div>
      </Card>
      <Card title={t('sessions')}>
        <SessionTable sessions={account.sessions} />
      </Card>
    </div>
  )
}

function RoleTable({ account }: Pick<ProfileViewProps, 'account'>) {
  const t = useTranslations('settings.profile')
  const roleName = useTranslations('shell.role')
  return (
    <Table caption={t('roles')}>
      <thead>
        <tr>
          <Th>{t('role')}</Th>
          <Th>{t('where')}</Th>
          <Th>{t('from')}</Th>
        </tr>
      </thead>
      <tbody>
        {account.roles.map(({ role, scope, group }) => (
          <Tr key={`${group} ${role} ${JSON.stringify(scope)}`}>
            <Th scope="row">{roleName(role)}</Th>
            <Td>
              <ScopeText scope={scope} />
            </Td>
            <Td>
              <code>{group}</code>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
