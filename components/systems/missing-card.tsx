import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import type { System } from '#lib/catalog/schemas.ts'

interface MissingCardProps {
  readonly system: Pick<System, 'missing' | 'starterYaml' | 'repository'>
}

/** What a system lacks to be deployed and watched from here, with the file to add where there is none yet. */
export function MissingCard({ system: { missing, starterYaml, repository } }: MissingCardProps) {
  const t = useTranslations('systems.missing')
  if (missing.length === 0) return null
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="text-muted">{t('lead')}</p>
        <ul className="list-disc pl-5">
          {missing.map(({ piece, stage, component }) => (
            <li key={`${piece} ${stage} ${component}`}>
              {t(`piece.${piece}`)}
              {stage !== null && ` ${t('inStage', { stage })}`}
              {component !== null && ` ${t('ofComponent', { component })}`}
            </li>
          ))}
        </ul>
        {starterYaml !== null && (
          <>
            <p>{t('starter', { repository: repository?.fullName ?? t('starterUnknown') })}</p>
            <CodeBlock title="leitstand.yaml" code={starterYaml} />
          </>
        )}
      </div>
    </Card>
  )
}
