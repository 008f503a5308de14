import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LiveRefresh } from '#components/live/live-refresh.tsx'
import { CatalogPage } from '#components/systems/catalog-page.tsx'
import { listSources, toLocalProblems } from '#lib/catalog/index.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { getPageContext } from '#lib/next/page-context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('systems.catalog')
  return { title: t('title') }
}

export default async function Catalog() {
  const ctx = await getPageContext()
  const [locale, found] = await Promise.all([
    getLocale(),
    hasPermission(ctx, 'system:read') ? listSources(ctx) : null,
  ])
  const sources =
    found?.map((source) => ({ ...source, problems: toLocalProblems(source.problems, locale) })) ??
    null
  return (
    <ClientMessages namespaces={['systems']}>
      <CatalogPage sources={sources} mayRefresh={hasPermission(ctx, 'catalog:refresh')} />
      <LiveRefresh topics={['catalog']} />
    </ClientMessages>
  )
}
