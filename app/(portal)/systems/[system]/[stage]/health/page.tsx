import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { HealthView } from '#components/health/health-view.tsx'
import { stageHealthQuery } from '#components/health/queries.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getStageSubject } from '#lib/catalog/index.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { getStageHealth } from '#lib/health/index.ts'
import { StageHealthQuery } from '#lib/health/schemas.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

type Props = PageProps<'/systems/[system]/[stage]/health'>

export default async function StageHealthPage({ params, searchParams }: Props) {
  const ctx = await getPageContext()
  const key = await params
  const { range } = StageHealthQuery.catch({ range: '24h' }).parse(await searchParams)
  const subject = await loadPage(() => getStageSubject(ctx, key))
  const client = new QueryClient()
  const view = await loadPage(() => getStageHealth(ctx, { ...key, range }))
  client.setQueryData(stageHealthQuery(key, range).queryKey, view)
  const abilities = {
    pause: hasPermission(ctx, 'probe:pause', subject),
    readPingUrl: hasPermission(ctx, 'heartbeat:read-url', subject),
    rotatePingUrl: hasPermission(ctx, 'heartbeat:rotate-token', subject),
  }
  return (
    <ClientMessages namespaces={['health']}>
      <HydrationBoundary state={dehydrate(client)}>
        <HealthView {...key} abilities={abilities} />
      </HydrationBoundary>
    </ClientMessages>
  )
}
