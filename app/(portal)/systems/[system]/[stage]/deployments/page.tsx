import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { DeploymentTable } from '#components/deployments/deployment-table.tsx'
import { deploymentsQuery } from '#components/deployments/queries.ts'
import { RollbackContractCard } from '#components/deployments/rollback-contract-card.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getStageSubject } from '#lib/catalog/index.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { getRollbackContract, listDeployments } from '#lib/deployments/index.ts'
import { ListDeploymentsQuery } from '#lib/deployments/schemas.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

type Props = PageProps<'/systems/[system]/[stage]/deployments'>

export default async function StageDeploymentsPage({ params }: Props) {
  const ctx = await getPageContext()
  const { system, stage } = await params
  const filters = { system, stage }
  const client = new QueryClient()
  const [first, contract, subject] = await loadPage(() =>
    Promise.all([
      listDeployments(ctx, parseInput(ListDeploymentsQuery, filters)),
      getRollbackContract(ctx, filters),
      getStageSubject(ctx, filters),
    ]),
  )
  client.setQueryData(deploymentsQuery(filters).queryKey, { pages: [first], pageParams: [''] })
  return (
    <ClientMessages namespaces={['deployments', 'platform']}>
      <HydrationBoundary state={dehydrate(client)}>
        <div className="grid gap-4">
          <RollbackContractCard
            {...filters}
            stageName={subject.stageName}
            contract={contract}
            mayRollBack={hasPermission(ctx, 'deployment:roll-back', subject)}
          />
          <DeploymentTable filters={filters} hideStage />
        </div>
      </HydrationBoundary>
    </ClientMessages>
  )
}
