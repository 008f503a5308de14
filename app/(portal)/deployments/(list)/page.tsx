import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { getTranslations } from 'next-intl/server'
import { DeploymentsBoard } from '#components/deployments/deployments-board.tsx'
import { deploymentsQuery } from '#components/deployments/queries.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { listSystems } from '#lib/catalog/index.ts'
import { listDeployments } from '#lib/deployments/index.ts'
import { ListDeploymentsQuery } from '#lib/deployments/schemas.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

export async function generateMetadata() {
  const t = await getTranslations('deployments')
  return { title: t('title') }
}

export default async function DeploymentsPage({ searchParams }: PageProps<'/deployments'>) {
  const ctx = await getPageContext()
  const { system = '', state = '', kind = '' } = await searchParams
  const filters = { system: String(system), state: String(state), kind: String(kind) }
  const wanted = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
  const client = new QueryClient()
  const [systems] = await Promise.all([
    listSystems(ctx),
    client.prefetchInfiniteQuery({
      ...deploymentsQuery(filters),
      queryFn: () => listDeployments(ctx, parseInput(ListDeploymentsQuery, wanted)),
    }),
  ])
  return (
    <ClientMessages namespaces={['deployments']}>
      <HydrationBoundary state={dehydrate(client)}>
        <DeploymentsBoard systems={systems.map(({ slug, name }) => ({ slug, name }))} />
      </HydrationBoundary>
    </ClientMessages>
  )
}
