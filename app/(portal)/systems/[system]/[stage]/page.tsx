import { StageOverviewPage } from '#components/board/stage-overview-page.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LiveRefresh } from '#components/live/live-refresh.tsx'
import { getStageOverview, listStageComponents } from '#lib/board/index.ts'
import { getStageSubject } from '#lib/catalog/index.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

export default async function StagePage({ params }: PageProps<'/systems/[system]/[stage]'>) {
  const [ctx, key] = await Promise.all([getPageContext(), params])
  const [subject, stage, components] = await loadPage(() =>
    Promise.all([
      getStageSubject(ctx, key),
      getStageOverview(ctx, key),
      listStageComponents(ctx, key),
    ]),
  )
  return (
    <ClientMessages namespaces={['logs', 'systems']}>
      <StageOverviewPage
        stage={stage}
        components={components}
        canPlaceHold={hasPermission(ctx, 'hold:place', subject)}
        canLiftHold={hasPermission(ctx, 'hold:lift', subject)}
      />
      <LiveRefresh topics={['stage']} about={`${key.system}/${key.stage}`} />
    </ClientMessages>
  )
}
