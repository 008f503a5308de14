import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { System } from '#lib/catalog/schemas.ts'
import { ProblemList } from './problem-list.tsx'
import { RefreshButton } from './refresh-button.tsx'
import { SourceFacts } from './source-facts.tsx'

interface SourceCardProps {
  readonly system: Pick<System, 'slug' | 'source' | 'may'>
}

/** Where a system is described, when that was read, and what is wrong with it. */
export function SourceCard({ system: { slug, source, may } }: SourceCardProps) {
  const t = useTranslations('systems.source')
  const { failure, problems } = source
  const isSound = failure === null && problems.length === 0
  return (
    <Card
      title={t('title')}
      aside={
        may.refresh ? (
          <RefreshButton system={slug} />
        ) : (
          <span className="text-xs text-muted">{t('needsEngineer')}</span>
        )
      }
    >
      <div className="grid gap-4">
        {failure !== null && (
          <Banner tone="warn" title={t(`failure.${failure}`)}>
            {t('lastGood')}
          </Banner>
        )}
        {problems.length > 0 && (
          <>
            <Banner tone="bad" title={t('problems', { count: problems.length })}>
              {t('lastGood')}
            </Banner>
            <ProblemList problems={problems} />
            <CodeBlock title={t('validate')} code={toCommand(source.file)} />
          </>
        )}
        {isSound && source.readAt !== null && (
          <p className="text-sm">
            <StatusWord tone="ok" shape="check">
              {t('sound')}
            </StatusWord>
          </p>
        )}
        <SourceFacts source={source} />
        <Link href="/catalog" className="justify-self-start text-sm underline">
          {t('all')}
        </Link>
      </div>
    </Card>
  )
}

const toCommand = (file: string) => `npm run catalog -- validate ${file}`
