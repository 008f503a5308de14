import { getLocale, getTranslations } from 'next-intl/server'
import { NewRecordForm } from '#components/decisions/new-record-form.tsx'
import { NotAllowed } from '#components/decisions/not-allowed.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getPageContext } from '#lib/next/page-context.ts'
import { listPlacesToWrite } from '../places-to-write.ts'

export async function generateMetadata() {
  const t = await getTranslations('decisions.create')
  return { title: t('title') }
}

export default async function NewRecordPage() {
  const [ctx, locale] = await Promise.all([getPageContext(), getLocale()])
  const { systems, isEverywhere } = await listPlacesToWrite(ctx, 'decision:write')
  if (!isEverywhere && systems.length === 0) return <NotAllowed kind="write" />
  return (
    <ClientMessages namespaces={['decisions']}>
      <NewRecordForm
        systems={systems}
        isEverywhere={isEverywhere}
        firstLanguage={locale === 'de' ? 'de' : 'en'}
      />
    </ClientMessages>
  )
}
