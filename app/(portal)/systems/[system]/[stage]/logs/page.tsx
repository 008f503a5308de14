import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LogTokens } from '#components/logs/log-tokens.tsx'
import { LogView } from '#components/logs/log-view.tsx'
import { listStageComponents } from '#lib/board/index.ts'
import { getStageSubject } from '#lib/catalog/index.ts'
import { getEnv } from '#lib/core/env.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'

type Props = PageProps<'/systems/[system]/[stage]/logs'>

export default async function StageLogsPage({ params }: Props) {
  const [ctx, key] = await Promise.all([getPageContext(), params])
  const [subject, rows] = await loadPage(() =>
    Promise.all([getStageSubject(ctx, key), listStageComponents(ctx, key)]),
  )
  const { origin } = new URL(getEnv().NEXTAUTH_URL)
  const shared = { stage: key, origin, components: rows.map(({ slug }) => slug) }
  return (
    <ClientMessages namespaces={['logs']}>
      <div className="grid min-w-0 gap-6">
        <LogView
          {...shared}
          names={{ system: subject.systemName, stage: subject.stageName }}
          nowMs={ctx.now().getTime()}
        />
        {hasPermission(ctx, 'log-token:manage', subject) && <LogTokens {...shared} />}
      </div>
    </ClientMessages>
  )
}
