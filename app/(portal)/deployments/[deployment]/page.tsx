import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { DeploymentView } from '#components/deployments/deployment-view.tsx'
import { deploymentQuery } from '#components/deployments/queries.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getDeployment } from '#lib/deployments/index.ts'
import { DeploymentPath } from '#lib/deployments/schemas.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

export default async function DeploymentPage({ params }: PageProps<'/deployments/[deployment]'>) {
  const ctx = await getPageContext()
  const { deployment: id } = await params
  const deployment = await loadPage(() => getDeployment(ctx, parseInput(DeploymentPath, { id })))
  const client = new QueryClient()
  client.setQueryData(deploymentQuery(id).queryKey, deployment)
  return (
    <ClientMessages namespaces={['deployments', 'health']}>
      <HydrationBoundary state={dehydrate(client)}>
        <DeploymentView id={id} />
      </HydrationBoundary>
    </ClientMessages>
  )
}
