import { redirect } from 'next/navigation'
import { cache } from 'react'
import { decisionPath } from '#components/decisions/queries.ts'
import type { SubjectHealth } from '#components/decisions/record/record-facts.tsx'
import { RecordPage } from '#components/decisions/record/record-page.tsx'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LiveRefresh } from '#components/live/live-refresh.tsx'
import { getBoard } from '#lib/board/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDecision } from '#lib/decisions/index.ts'
import { DecisionPath } from '#lib/decisions/schemas.ts'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { loadPage } from '#lib/next/load-page.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { parseInput } from '#lib/next/parse-input.ts'

const load = cache(async (params: Promise<{ id: string }>) => {
  const [ctx, { id: encoded }] = await Promise.all([getPageContext(), params])
  const id = decodeURIComponent(encoded)
  if (id.endsWith('.md')) redirect(decisionPath(id))
  const record = await loadPage(() => getDecision(ctx, parseInput(DecisionPath, { id })))
  return { ctx, record }
})

export async function generateMetadata({ params }: PageProps<'/decisions/[id]'>) {
  const { record } = await load(params)
  return { title: `${record.number} ${record.title}` }
}

export default async function DecisionPage({ params }: PageProps<'/decisions/[id]'>) {
  const { ctx, record } = await load(params)
  return (
    <ClientMessages namespaces={['decisions', 'markdown']}>
      <RecordPage record={record} health={await listHealth(ctx, record)} />
      <LiveRefresh topics={['decision']} about={record.id} fallbackMs={60_000} />
    </ClientMessages>
  )
}

/** How the stages are that the record concerns. */
async function listHealth(ctx: Context, record: DecisionDetail): Promise<SubjectHealth[]> {
  const wanted = new Set(record.subjects.map(({ system, stage }) => `${system}/${stage}`))
  if (record.subjects.every(({ stage }) => stage === null)) return []
  const { systems } = await getBoard(ctx)
  return systems.flatMap(({ slug, stages }) =>
    stages.flatMap((stage) => {
      const key = `${slug}/${stage.slug}`
      return wanted.has(key) ? [{ stage: key, name: stage.name, health: stage.health.status }] : []
    }),
  )
}
