import { getTranslations } from 'next-intl/server'
import { EditorView } from '#components/decisions/editor/editor-view.tsx'
import { NotAllowed } from '#components/decisions/not-allowed.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { getDecision, getDecisionDraft } from '#lib/decisions/index.ts'
import { DecisionPath } from '#lib/decisions/schemas.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

export async function generateMetadata() {
  const t = await getTranslations('decisions.editor')
  return { title: t('title') }
}

export default async function EditDecisionPage(props: PageProps<'/decisions/[id]/edit'>) {
  const [ctx, params, search] = await Promise.all([
    getPageContext(),
    props.params,
    props.searchParams,
  ])
  const path = parseInput(DecisionPath, { id: decodeURIComponent(params.id) })
  const record = await loadPage(() => getDecision(ctx, path))
  if (!record.allowed.write) return <NotAllowed kind="write" />
  const { draft } = await getDecisionDraft(ctx, path)
  const conflict = search.conflict === 'repository' ? (record.proposal?.conflict ?? null) : null
  return (
    <ClientMessages namespaces={['decisions', 'markdown']}>
      <EditorView
        id={record.id}
        number={record.number}
        title={record.title}
        version={record.version}
        content={record.content}
        isInRepository={record.home === 'repository'}
        draft={draft}
        conflict={conflict}
      />
    </ClientMessages>
  )
}
