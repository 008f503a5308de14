import type { Metadata } from 'next'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { ActivityView } from '#components/activity/activity-view.tsx'
import { loadActivityView, toAuditFilter } from '#components/activity/filters.ts'
import { InvalidFilters } from '#components/activity/invalid-filters.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { ListAuditEntriesInput, listAuditEntries } from '#lib/audit/index.ts'
import { listSystems } from '#lib/catalog/index.ts'
import { getPageContext } from '#lib/next/page-context.ts'

interface ActivityPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activity'))('title') }
}

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const ctx = await getPageContext()
  const view = await loadActivityView(searchParams)
  const filter = toAuditFilter(view, await getTimeZone())
  const input = ListAuditEntriesInput.safeParse({ ...filter, cursor: view.cursor ?? undefined })
  if (!input.success) return <InvalidFilters reason={input.error.issues[0]?.message ?? ''} />
  const [page, systems] = await Promise.all([listAuditEntries(ctx, input.data), listSystems(ctx)])
  return (
    <ClientMessages namespaces={['activity']}>
      <ActivityView view={view} filter={filter} page={page} systems={toChoices(systems)} />
    </ClientMessages>
  )
}

function toChoices(systems: Awaited<ReturnType<typeof listSystems>>) {
  return systems.map(({ slug, name }) => ({ slug, name }))
}
