import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowed } from '#components/auth/not-allowed.tsx'
import { DeliveryTable } from '#components/settings/delivery-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { getRoleMapping, listGroupsWithRole } from '#lib/auth/index.ts'
import { getEnv } from '#lib/core/env.ts'
import { hasPermission, permissions } from '#lib/core/permissions.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { ListWebhookDeliveriesQuery, listDeliveries } from '#lib/webhooks/index.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.webhooks'))('title') }
}

export default async function WebhooksPage() {
  const ctx = await getPageContext()
  const role = permissions['settings:read']
  if (!hasPermission(ctx, 'settings:read')) {
    return <NotAllowed role={role} groups={listGroupsWithRole(role, getRoleMapping())} />
  }
  const t = await getTranslations('settings.webhooks')
  const { items } = await listDeliveries(ctx, ListWebhookDeliveriesQuery.parse({ limit: 100 }))
  const address = new URL('/api/webhooks/github', getEnv().NEXTAUTH_URL).href
  return (
    <div className="grid gap-3">
      <p className="max-w-prose text-sm text-muted">
        {t.rich('hint', { address: () => <code className="break-all">{address}</code> })}
      </p>
      {items.length > 0 ? (
        <DeliveryTable deliveries={items} />
      ) : (
        <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
      )}
    </div>
  )
}
