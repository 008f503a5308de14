import { StageOverviewPage } from '#components/board/stage-overview-page.tsx'
import { StageChecklists } from '#components/checklists/stage-checklists.tsx'
import { StageDecisions } from '#components/decisions/stage-decisions.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LiveRefresh } from '#components/live/live-refresh.tsx'
import { RunbookCard } from '#components/runbooks/runbook-card.tsx'
import { getStageOverview, getStagePlatform, listStageComponents } from '#lib/board/index.ts'
import { getStageSubject } from '#lib/catalog/index.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { listDecisions } from '#lib/decisions/index.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

export default async function StagePage({ params }: PageProps<'/systems/[system]/[stage]'>) {
  const [ctx, key] = await Promise.all([getPageContext(), params])
  const [subject, stage, components, platform, decisions] = await loadPage(() =>
    Promise.all([
      getStageSubject(ctx, key),
      getStageOverview(ctx, key),
      listStageComponents(ctx, key),
      getStagePlatform(ctx, key),
      listDecisions(ctx, { ...key, limit: 50 }),
    ]),
  )
  return (
    <ClientMessages namespaces={['checklists', 'logs', 'platform', 'runbooks', 'systems']}>
      {/* Who comes because something fails finds first what helps. */}
      <RunbookCard {...key} when="needed" />
      <StageOverviewPage
        stage={stage}
        components={components}
        platform={platform}
        canPlaceHold={hasPermission(ctx, 'hold:place', subject)}
        canLiftHold={hasPermission(ctx, 'hold:lift', subject)}
        canAskPlatform={hasPermission(ctx, 'platform:ask', subject)}
        more={
          <>
            <StageDecisions stage={key} items={decisions.items} />
            <StageChecklists {...key} />
            <RunbookCard {...key} when="calm" />
          </>
        }
      />
      <LiveRefresh topics={['stage']} about={`${key.system}/${key.stage}`} />
    </ClientMessages>
  )
}
