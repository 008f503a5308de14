import { headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { arrangeBoard } from '#components/board/arrange-board.ts'
import { Board } from '#components/board/board.tsx'
import { DueReviews } from '#components/board/due-reviews.tsx'
import { toFirstRows } from '#components/board/first-rows.ts'
import { FirstRun } from '#components/board/first-run.tsx'
import { parseView, toSortOrder } from '#components/board/view.ts'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { getBoard } from '#lib/board/index.ts'
import { listSources } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { listDecisionReviews } from '#lib/decisions/index.ts'
import { isPhone } from '#lib/next/is-phone.ts'
import { getPageContext } from '#lib/next/page-context.ts'
import { toUrlSearchParams } from '#lib/next/to-url-search-params.ts'

export async function generateMetadata() {
  const t = await getTranslations('board')
  return { title: t('title') }
}

export default async function BoardPage({ searchParams }: PageProps<'/'>) {
  const ctx = await getPageContext()
  const [board, reviews] = await Promise.all([
    getBoard(ctx),
    hasPermission(ctx, 'decision:read') ? listDecisionReviews(ctx) : { items: [] },
  ])
  if (board.total === 0) return <NothingYet ctx={ctx} />
  const [params, incoming, locale] = await Promise.all([searchParams, headers(), getLocale()])
  const view = parseView(toUrlSearchParams(params))
  const onPhone = isPhone(incoming)
  const arrangement = arrangeBoard(board.systems, {
    view,
    sort: toSortOrder(view, onPhone),
    nowMs: Date.parse(board.readAt),
    locale,
  })
  return (
    <ClientMessages namespaces={['board', 'deployments']}>
      <Board
        {...toFirstRows(board, arrangement)}
        firstView={view}
        isPhone={onPhone}
        notice={<DueReviews items={reviews.items} readerName={ctx.actor.name} />}
      />
    </ClientMessages>
  )
}

/** An empty catalog asks for the first steps; somebody whose teams have no system cannot take them. */
async function NothingYet({ ctx }: { readonly ctx: Context }) {
  const t = await getTranslations('board')
  if (!hasPermission(ctx, 'system:read')) {
    return (
      <EmptyState isPage title={t('nothingVisible')}>
        <p>{t('nothingVisibleHint')}</p>
      </EmptyState>
    )
  }
  const sources = await listSources(ctx)
  return (
    <ClientMessages namespaces={['board']}>
      <FirstRun
        sources={sources.map(({ location, succeededAt, failure, problems }) => ({
          location,
          succeededAt,
          failure,
          problemCount: problems.length,
        }))}
      />
    </ClientMessages>
  )
}
