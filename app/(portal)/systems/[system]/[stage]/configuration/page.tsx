import { ConfigurationPage } from '#components/configuration/configuration-page.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LiveRefresh } from '#components/live/live-refresh.tsx'
import { getConfiguration, getConfigurationMatrix } from '#lib/configuration/index.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

type Props = PageProps<'/systems/[system]/[stage]/configuration'>

export default async function StageConfigurationPage({ params }: Props) {
  const [ctx, key] = await Promise.all([getPageContext(), params])
  const [configuration, matrix] = await loadPage(() =>
    Promise.all([getConfiguration(ctx, key), getConfigurationMatrix(ctx, key)]),
  )
  return (
    <ClientMessages namespaces={['configuration']}>
      <ConfigurationPage {...key} configuration={configuration} matrix={matrix} />
      <LiveRefresh topics={['stage', 'catalog']} about={`${key.system}/${key.stage}`} />
    </ClientMessages>
  )
}
