import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabsNav } from '#components/ui/tabs-nav.tsx'

const tabs = [
  { name: 'profile', href: '/settings' },
  { name: 'tokens', href: '/settings/tokens' },
  { name: 'people', href: '/settings/people' },
  { name: 'platforms', href: '/settings/platforms' },
  { name: 'webhooks', href: '/settings/webhooks' },
] as const

export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const t = await getTranslations('settings')
  return (
    <ClientMessages namespaces={['settings', 'shell']}>
      <div className="grid grid-cols-1 gap-4">
        <PageHeader title={t('title')} />
        <TabsNav
          label={t('title')}
          tabs={tabs.map(({ name, href }) => ({ href, label: t(`tabs.${name}`) }))}
        />
        {children}
      </div>
    </ClientMessages>
  )
}
