import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { DecisionsView } from '#components/decisions/decisions-view.tsx'
import { parseFilters, sortCookie, toQuery } from '#components/decisions/filters.ts'
import { NotAllowed } from '#components/decisions/not-allowed.tsx'
import { decisionsQuery, reviewsQuery } from '#components/decisions/queries.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { listSystems } from '#lib/catalog/index.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { listDecisionReviews, listDecisions } from '#lib/decisions/index.ts'
import { ListDecisionsQuery } from '#lib/decisions/schemas.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'
import { listPlacesToWrite } from '../places-to-write.ts'

export async function generateMetadata() {
  const t = await getTranslations('decisions')
  return { title: t('title') }
}

export default async function DecisionsPage({ searchParams }: PageProps<'/decisions'>) {
  const ctx = await getPageContext()
  if (!hasPermission(ctx, 'decision:read')) return <NotAllowed kind="read" />
  const [params, jar] = await Promise.all([searchParams, cookies()])
  const filters = parseFilters(params, jar.get(sortCookie)?.value)
  const client = new QueryClient()
  const [systems, places] = await Promise.all([
    listSystems(ctx),
    listPlacesToWrite(ctx, 'decision:write'),
    client.prefetchInfiniteQuery({
      ...decisionsQuery(filters),
      queryFn: () => listDecisions(ctx, parseInput(ListDecisionsQuery, toQuery(filters))),
    }),
    client.prefetchQuery({ ...reviewsQuery(), queryFn: () => listDecisionReviews(ctx) }),
  ])
  return (
    <ClientMessages namespaces={['decisions']}>
      <HydrationBoundary state={dehydrate(client)}>
        <DecisionsView
          systems={systems.map(({ slug, name }) => ({ slug, name }))}
          canWrite={places.isEverywhere || places.systems.length > 0}
          readerName={ctx.actor.name}
          savedSort={parseFilters({}, jar.get(sortCookie)?.value).sort}
        />
      </HydrationBoundary>
    </ClientMessages>
  )
}
