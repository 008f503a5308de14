import type { Metadata } from 'next'
import { StageHeader } from '#components/board/stage-header.tsx'
import { DeployButton } from '#components/deployments/deploy-button.tsx'
import { RollBackButton } from '#components/deployments/roll-back-button.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getStageSubject } from '#lib/catalog/index.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

type Props = LayoutProps<'/systems/[system]/[stage]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [ctx, key] = await Promise.all([getPageContext(), params])
  const { systemName, stageName } = await loadPage(() => getStageSubject(ctx, key))
  return { title: `${systemName} → ${stageName}` }
}

export default async function StageLayout({ params, children }: Props) {
  const [ctx, key] = await Promise.all([getPageContext(), params])
  const subject = await loadPage(() => getStageSubject(ctx, key))
  const { systemName, stageName, risk, url, deploy } = subject
  const stage = { ...key, stageName }
  return (
    <ClientMessages namespaces={['board', 'deployments']}>
      <div className="grid gap-4">
        <StageHeader
          system={{ slug: key.system, name: systemName }}
          stage={{ slug: key.stage, name: stageName, risk, url }}
          actions={
            deploy && (
              <>
                {hasPermission(ctx, 'deployment:roll-back', subject) && (
                  <RollBackButton {...stage} />
                )}
                {hasPermission(ctx, 'deployment:trigger', subject) && <DeployButton {...stage} />}
              </>
            )
          }
        />
        {children}
      </div>
    </ClientMessages>
  )
}
