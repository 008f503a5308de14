import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowed } from '#components/auth/not-allowed.tsx'
import { CreateToken } from '#components/settings/create-token.tsx'
import { TokenTable } from '#components/settings/token-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { getRoleMapping, listApiTokens, listGroupsWithRole } from '#lib/auth/index.ts'
import { hasPermission, permissions, roles } from '#lib/core/permissions.ts'
import { getPageContext } from '#lib/next/page-context.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tokens'))('title') }
}

export default async function TokensPage() {
  const ctx = await getPageContext()
  const role = permissions['token:manage']
  if (!hasPermission(ctx, 'token:manage')) {
    return <NotAllowed role={role} groups={listGroupsWithRole(role, getRoleMapping())} />
  }
  const [t, roleName] = await Promise.all([
    getTranslations('settings.tokens'),
    getTranslations('shell.role'),
  ])
  const tokens = await listApiTokens(ctx)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-muted">{t('hint')}</p>
        <CreateToken roles={roles} />
      </div>
      {tokens.length > 0 ? (
        <TokenTable tokens={tokens} />
      ) : (
        <EmptyState title={t('empty')}>{t('emptyHint', { role: roleName('engineer') })}</EmptyState>
      )}
    </div>
  )
}
