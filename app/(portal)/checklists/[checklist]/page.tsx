import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChecklistView } from '#components/checklists/checklist-view.tsx'
import { checklistQuery } from '#components/checklists/queries.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getChecklist } from '#lib/checklists/index.ts'
import { ChecklistAddress } from '#lib/checklists/schemas.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

type Props = PageProps<'/checklists/[checklist]'>

async function load({ params }: Props) {
  const [ctx, address] = await Promise.all([getPageContext(), params])
  const parsed = ChecklistAddress.safeParse(address)
  if (!parsed.success) notFound()
  return loadPage(() => getChecklist(ctx, parsed.data))
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await load(props)).title }
}

export default async function ChecklistPage(props: Props) {
  const list = await load(props)
  const client = new QueryClient()
  client.setQueryData(checklistQuery(list.id).queryKey, list)
  return (
    <ClientMessages namespaces={['checklists']}>
      <HydrationBoundary state={dehydrate(client)}>
        <ChecklistView id={list.id} />
      </HydrationBoundary>
    </ClientMessages>
  )
}
