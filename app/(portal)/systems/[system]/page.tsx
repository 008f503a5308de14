import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LiveRefresh } from '#components/live/live-refresh.tsx'
import { SystemOverviewPage } from '#components/systems/system-overview-page.tsx'
import { getSystemOverview, listStageComponents } from '#lib/board/index.ts'
import { getSystem, toLocalProblems } from '#lib/catalog/index.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

type Props = PageProps<'/systems/[system]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [ctx, input] = await Promise.all([getPageContext(), params])
  const { name } = await loadPage(() => getSystem(ctx, input))
  return { title: name }
}

export default async function SystemPage({ params }: Props) {
  const [ctx, { system }] = await Promise.all([getPageContext(), params])
  const overview = await loadPage(() => getSystemOverview(ctx, { system }))
  const components = await Promise.all(
    overview.stages.map(({ slug }) => listStageComponents(ctx, { system, stage: slug })),
  )
  const problems = toLocalProblems(overview.source.problems, await getLocale())
  const localized = { ...overview, source: { ...overview.source, problems } }
  return (
    <ClientMessages namespaces={['systems']}>
      <SystemOverviewPage system={localized} components={components} />
      <LiveRefresh topics={['system', 'stage', 'catalog']} about={system} />
    </ClientMessages>
  )
}
