import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { cache } from 'react'
import { ReadinessCard } from '#components/decisions/record/readiness-card.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { spikeQuery } from '#components/spikes/queries.ts'
import { SpikeView } from '#components/spikes/spike-view.tsx'
import { getDecision } from '#lib/decisions/index.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'
import { getSpike } from '#lib/spikes/index.ts'
import { SpikePath } from '#lib/spikes/schemas.ts'

type Props = PageProps<'/spikes/[spike]'>

const load = cache(async (params: Props['params']) => {
  const [ctx, path] = await Promise.all([getPageContext(), params])
  const view = await loadPage(() => getSpike(ctx, parseInput(SpikePath, path)))
  return { ctx, view }
})

export async function generateMetadata({ params }: Props) {
  const { view } = await load(params)
  return { title: view.title }
}

export default async function SpikePage({ params }: Props) {
  const { ctx, view } = await load(params)
  const { missing } = await loadPage(() => getDecision(ctx, { id: view.decision.id }))
  const client = new QueryClient()
  client.setQueryData(spikeQuery(view.id).queryKey, view)
  return (
    <ClientMessages namespaces={['spikes', 'decisions', 'markdown']}>
      <HydrationBoundary state={dehydrate(client)}>
        <SpikeView spike={view.id} readiness={<ReadinessCard missing={missing} />} />
      </HydrationBoundary>
    </ClientMessages>
  )
}
