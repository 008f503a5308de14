import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { CatalogSource } from '#lib/catalog/schemas.ts'
import { ProblemList } from './problem-list.tsx'
import { toKind } from './source-facts.tsx'

interface SourceListProps {
  readonly sources: readonly CatalogSource[]
}

/** Every place catalog files are read from, with what is wrong there. */
export function SourceList({ sources }: SourceListProps) {
  const t = useTranslations('systems.catalog')
  if (sources.length === 0) {
    return (
      <EmptyState title={t('empty')}>
        <p className="mb-2">{t('emptyHint')}</p>
        <CodeBlock title=".env" code='CATALOG_SOURCES="github-org:acme; folder:/etc/catalog"' />
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-4">
      {sources.map((source) => (
        <SourceEntry key={`${source.kind} ${source.location}`} source={source} />
      ))}
    </div>
  )
}

function SourceEntry({ source }: { readonly source: CatalogSource }) {
  const t = useTranslations('systems')
  const { kind, location, readAt, failure, problems, systems } = source
  return (
    <Card
      title={
        <span className="break-all">
          {t(`source.kind.${toKind(kind)}`)} <code>{location}</code>
        </span>
      }
      aside={
        <span className="text-xs text-muted">
          {readAt === null ? t('catalog.neverRead') : <RelativeTime at={readAt} />}
        </span>
      }
    >
      <div className="grid gap-3 text-sm">
        {failure !== null && (
          <StatusWord tone="warn" shape="triangle">
            {t(`source.failure.${failure}`)}
          </StatusWord>
        )}
        {problems.length > 0 && (
          <>
            <StatusWord tone="bad" shape="cross">
              {t('catalog.problems', { count: problems.length })}
            </StatusWord>
            <ProblemList problems={problems} showFile />
          </>
        )}
        {kind !== 'github-org' && (
          <p className="flex flex-wrap gap-x-3">
            <span className="text-muted">{t('catalog.systems', { count: systems.length })}</span>
            {systems.map((slug) => (
              <Link key={slug} href={`/systems/${slug}`} className="underline">
                {slug}
              </Link>
            ))}
          </p>
        )}
      </div>
    </Card>
  )
}
