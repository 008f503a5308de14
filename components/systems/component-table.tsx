import { useTranslations } from 'next-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { StageComponent } from '#lib/board/types.ts'
import type { SystemComponent } from '#lib/catalog/schemas.ts'

interface ComponentTableProps {
  readonly components: readonly SystemComponent[]
  /** What each stage measured of them, in the order of the stages. */
  readonly stages: readonly {
    readonly slug: string
    readonly name: string
    readonly components: readonly StageComponent[]
  }[]
}

/** The components of a system, and how each is on every stage. */
export function ComponentTable({ components, stages }: ComponentTableProps) {
  const t = useTranslations('systems')
  if (components.length === 0) return <EmptyState title={t('noComponents')} />
  return (
    <Table caption={t('components')} showCaption>
      <thead>
        <tr>
          <Th>{t('component')}</Th>
          {stages.map(({ slug, name }) => (
            <Th key={slug}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {components.map(({ slug, name, kind }) => (
          <Tr key={slug}>
            <Th scope="row">
              <span dir="auto">{name}</span>
              <span className="block text-xs font-normal text-muted">
                {t(`componentKind.${kind}`)}
              </span>
            </Th>
            {stages.map((stage) => (
              <Td key={stage.slug}>
                <ComponentCell
                  component={stage.components.find((candidate) => candidate.slug === slug)}
                />
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function ComponentCell({ component }: { readonly component: StageComponent | undefined }) {
  return (
    <>
      <HealthBadge
        health={component?.health.status ?? 'unknown'}
        since={component?.health.since ?? null}
      />
      {component?.version && (
        <span className="block font-mono text-xs text-muted">{component.version}</span>
      )}
    </>
  )
}
