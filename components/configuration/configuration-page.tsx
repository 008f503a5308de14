import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { ConfigurationMatrix, StageConfiguration } from '#lib/configuration/schemas.ts'
import { ChangeList } from './change-list.tsx'
import { FactTable } from './fact-table.tsx'
import { SettingMatrix } from './setting-matrix.tsx'
import { SourceStates } from './source-states.tsx'

interface ConfigurationPageProps {
  readonly system: string
  readonly stage: string
  readonly configuration: StageConfiguration
  readonly matrix: ConfigurationMatrix
}

/** Settings of a stage beside those of its sisters, what changed, and where its parts are. */
export function ConfigurationPage({
  system,
  stage,
  configuration,
  matrix,
}: ConfigurationPageProps) {
  const t = useTranslations('configuration')
  return (
    <div className="grid gap-4">
      <Card title={t('settings.title')}>
        {matrix.rows.length === 0 ? (
          <NoSettings system={system} stage={stage} />
        ) : (
          <SettingMatrix matrix={matrix} stage={stage} configuration={configuration} />
        )}
      </Card>
      <SourceStates sources={configuration.sources} />
      <ChangeList changes={configuration.changes} since={configuration.changesSince} />
      <FactTable facts={configuration.facts} regionRule={configuration.regionRule} />
    </div>
  )
}

function NoSettings({ system, stage }: { readonly system: string; readonly stage: string }) {
  const t = useTranslations('configuration.settings')
  return (
    <EmptyState title={t('none')}>
      <p className="mb-3">{t('noneHint', { system, stage })}</p>
      <CodeBlock title="leitstand.yaml" code={toExample(stage)} />
    </EmptyState>
  )
}

const toExample = (stage: string) => `expectations:
  settings: [DATABASE_URL]
configuration:
  githubEnvironment: ${stage}
  example: .env.example`
