import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { getTranslations } from 'next-intl/server'
import { BackupsBoard } from '#components/backups/backups-board.tsx'
import { backupsQuery } from '#components/backups/queries.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { listBackups } from '#lib/backups/index.ts'
import { ListBackupsQuery } from '#lib/backups/schemas.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

export async function generateMetadata() {
  const t = await getTranslations('backups')
  return { title: t('title') }
}

export default async function BackupsPage({ searchParams }: PageProps<'/backups'>) {
  const ctx = await getPageContext()
  const { system = '', state = '', restore = '' } = await searchParams
  const filters = { system: String(system), state: String(state), restore: String(restore) }
  const wanted = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
  const client = new QueryClient()
  await client.prefetchQuery({
    ...backupsQuery(filters),
    queryFn: () => listBackups(ctx, parseInput(ListBackupsQuery, wanted)),
  })
  return (
    <ClientMessages namespaces={['backups']}>
      <HydrationBoundary state={dehydrate(client)}>
        <BackupsBoard />
      </HydrationBoundary>
    </ClientMessages>
  )
}
