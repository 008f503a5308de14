import { useTranslations } from 'next-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { StageComponent, SystemOverview } from '#lib/board/types.ts'
import { ComponentTable } from './component-table.tsx'
import { MissingCard } from './missing-card.tsx'
import { SourceCard } from './source-card.tsx'
import { StageCard } from './stage-card.tsx'
import { SystemHeader } from './system-header.tsx'

interface SystemOverviewPageProps {
  readonly system: SystemOverview
  /** What each stage measured of the components, in the order of the stages. */
  readonly components: readonly (readonly StageComponent[])[]
}

/** A system on one page: who owns it, its stages side by side, its components, and where it is described. */
export function SystemOverviewPage({ system, components }: SystemOverviewPageProps) {
  const t = useTranslations('systems')
  const { stages } = system
  const measured = stages.map(({ slug, name }, index) => ({
    slug,
    name,
    components: components[index] ?? [],
  }))
  return (
    <div className="grid gap-6 p-4">
      <SystemHeader system={system} />
      <section aria-label={t('stages')}>
        <h2 className="sr-only">{t('stages')}</h2>
        {stages.length === 0 ? (
          <EmptyState title={t('noStages')}>{t('noStagesHint')}</EmptyState>
        ) : (
          <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,17rem),1fr))] gap-4">
            {stages.map((stage) => (
              <StageCard key={stage.slug} system={system.slug} stage={stage} />
            ))}
          </div>
        )}
      </section>
      <ComponentTable components={system.components} stages={measured} />
      <MissingCard system={system} />
      <SourceCard system={system} />
    </div>
  )
}
