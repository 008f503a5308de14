import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { getTranslations } from 'next-intl/server'
import { ChecklistsBoard } from '#components/checklists/checklists-board.tsx'
import { checklistsQuery } from '#components/checklists/queries.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { listChecklists } from '#lib/checklists/index.ts'
import { ListChecklistsQuery } from '#lib/checklists/schemas.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

export async function generateMetadata() {
  const t = await getTranslations('checklists')
  return { title: t('title') }
}

export default async function ChecklistsPage({ searchParams }: PageProps<'/checklists'>) {
  const ctx = await getPageContext()
  const { system = '', stage = '', state = '' } = await searchParams
  const filters = { system: String(system), stage: String(stage), state: String(state) }
  const wanted = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
  const client = new QueryClient()
  await client.prefetchQuery({
    ...checklistsQuery(filters),
    queryFn: () => listChecklists(ctx, parseInput(ListChecklistsQuery, wanted)),
  })
  return (
    <ClientMessages namespaces={['checklists']}>
      <HydrationBoundary state={dehydrate(client)}>
        <ChecklistsBoard />
      </HydrationBoundary>
    </ClientMessages>
  )
}
