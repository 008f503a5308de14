import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { AccessEntryDto } from '#lib/credentials/types.ts'
import { AccessEntry } from './access-entry.tsx'
import { AccessSummary } from './access-summary.tsx'
import { CheckAccessButton } from './check-access-button.tsx'

/** By stage and source: what the portal may do there, according to the platforms themselves. */
export function AccessList({ entries }: { readonly entries: readonly AccessEntryDto[] }) {
  const t = useTranslations('credentials.access')
  const stages = [...Map.groupBy(entries, toStageId)]
  return (
    <section aria-labelledby="access" className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="access" className="text-lg font-semibold">
          {t('title')}
        </h2>
        {stages.length > 0 && <CheckAccessButton label={t('checkAll')} />}
      </div>
      <p className="max-w-prose text-sm text-muted">{t('hint')}</p>
      {stages.length > 0 && <AccessSummary entries={entries} />}
      {stages.length === 0 && (
        <EmptyState title={t('empty')}>
          {t.rich('emptyHint', { code: (chunks) => <code>{chunks}</code> })}
        </EmptyState>
      )}
      {stages.map(([id, group]) => (
        <Card key={id} flush title={<StageName entry={group[0]} />}>
          <ul>
            {group.map((entry) => (
              <AccessEntry key={entry.source} entry={entry} />
            ))}
          </ul>
        </Card>
      ))}
    </section>
  )
}

function StageName({ entry }: { readonly entry: AccessEntryDto | undefined }) {
  return (
    <>
      <bdi>{entry?.system.name}</bdi> · <bdi>{entry?.stage.name}</bdi>
    </>
  )
}

function toStageId({ system, stage }: AccessEntryDto): string {
  return `${system.slug}/${stage.slug}`
}
