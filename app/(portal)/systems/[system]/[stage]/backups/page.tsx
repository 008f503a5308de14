import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { stageBackupsQuery } from '#components/backups/queries.ts'
import { StageBackupsView } from '#components/backups/stage-backups-view.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getStageBackups } from '#lib/backups/index.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

type Props = PageProps<'/systems/[system]/[stage]/backups'>

export default async function StageBackupsPage({ params }: Props) {
  const ctx = await getPageContext()
  const key = await params
  const client = new QueryClient()
  const view = await loadPage(() => getStageBackups(ctx, key))
  client.setQueryData(stageBackupsQuery(key).queryKey, view)
  return (
    <ClientMessages namespaces={['backups']}>
      <HydrationBoundary state={dehydrate(client)}>
        <StageBackupsView {...key} />
      </HydrationBoundary>
    </ClientMessages>
  )
}
