import { getTranslations } from 'next-intl/server'
import { ImportView } from '#components/decisions/import/import-view.tsx'
import { NotAllowed } from '#components/decisions/not-allowed.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getPageContext } from '#lib/next/page-context.ts'
import { listPlacesToWrite } from '../places-to-write.ts'

export async function generateMetadata() {
  const t = await getTranslations('decisions.import')
  return { title: t('title') }
}

export default async function ImportPage() {
  const ctx = await getPageContext()
  const { systems, isEverywhere } = await listPlacesToWrite(ctx, 'decision:import')
  if (!isEverywhere && systems.length === 0) return <NotAllowed kind="import" />
  return (
    <ClientMessages namespaces={['decisions']}>
      <ImportView systems={systems} isEverywhere={isEverywhere} />
    </ClientMessages>
  )
}
