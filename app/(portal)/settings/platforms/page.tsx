import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowed } from '#components/auth/not-allowed.tsx'
import { AccessList } from '#components/credentials/access-list.tsx'
import { CredentialTable } from '#components/credentials/credential-table.tsx'
import { SetCredentialButton } from '#components/credentials/set-credential-button.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { HostKeyList } from '#components/settings/host-key-list.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { getRoleMapping, listGroupsWithRole } from '#lib/auth/index.ts'
import { hasPermission, permissions } from '#lib/core/permissions.ts'
import { listAccess, listCredentials } from '#lib/credentials/index.ts'
import { credentialPlatforms } from '#lib/credentials/schemas.ts'
import { listHosts } from '#lib/hosting/index.ts'
import { getPageContext } from '#lib/next/page-context.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('credentials'))('title') }
}

export default async function PlatformsPage() {
  const ctx = await getPageContext()
  const role = permissions['credential:manage']
  if (!hasPermission(ctx, 'credential:manage')) {
    return <NotAllowed role={role} groups={listGroupsWithRole(role, getRoleMapping())} />
  }
  const t = await getTranslations('credentials')
  const [list, hosts, entries] = await Promise.all([
    listCredentials(ctx),
    listHosts(ctx),
    listAccess(ctx),
  ])
  return (
    <ClientMessages namespaces={['credentials']}>
      <div className="grid grid-cols-1 gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-prose text-sm text-muted">{t('intro')}</p>
          <SetCredentialButton variant="primary" label={t('add')} platforms={credentialPlatforms} />
        </div>
        {list.credentials.length + list.needed.length > 0 ? (
          <CredentialTable {...list} />
        ) : (
          <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
        )}
      </div>
      <HostKeyList hosts={hosts} />
      <AccessList entries={entries} />
    </ClientMessages>
  )
}
