import { getTranslations } from 'next-intl/server'
import { VersionsView } from '#components/decisions/versions/versions-view.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getDecision, listDecisionVersions } from '#lib/decisions/index.ts'
import { DecisionPath } from '#lib/decisions/schemas.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

export async function generateMetadata() {
  const t = await getTranslations('decisions.versions')
  return { title: t('title') }
}

export default async function VersionsPage({ params }: PageProps<'/decisions/[id]/versions'>) {
  const [ctx, { id }] = await Promise.all([getPageContext(), params])
  const path = parseInput(DecisionPath, { id: decodeURIComponent(id) })
  const [record, versions] = await loadPage(() =>
    Promise.all([getDecision(ctx, path), listDecisionVersions(ctx, path)]),
  )
  return (
    <ClientMessages namespaces={['decisions']}>
      <VersionsView
        id={record.id}
        number={record.number}
        title={record.title}
        version={record.version}
        versions={versions.items}
        canWrite={record.allowed.write}
      />
    </ClientMessages>
  )
}
