import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowed } from '#components/auth/not-allowed.tsx'
import { PeopleTable } from '#components/settings/people-table.tsx'
import { getRoleMapping, listGroupsWithRole, listUsers } from '#lib/auth/index.ts'
import { hasPermission, permissions } from '#lib/core/permissions.ts'
import { getPageContext } from '#lib/next/page-context.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.people'))('title') }
}

export default async function PeoplePage() {
  const ctx = await getPageContext()
  const role = permissions['user:manage']
  if (!hasPermission(ctx, 'user:manage')) {
    return <NotAllowed role={role} groups={listGroupsWithRole(role, getRoleMapping())} />
  }
  const t = await getTranslations('settings.people')
  return (
    <div className="grid gap-3">
      <p className="max-w-prose text-sm text-muted">{t('hint')}</p>
      <PeopleTable users={await listUsers(ctx)} />
    </div>
  )
}
