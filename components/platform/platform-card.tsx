'use client'

import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import type { StageOverview, StagePlatform } from '#lib/board/types.ts'
import { AskNowButton } from './ask-now-button.tsx'
import { FactList } from './fact-list.tsx'
import { NoteList } from './note-list.tsx'
import { PlatformBanners } from './platform-banners.tsx'
import { ReleaseTable } from './release-table.tsx'
import { SourceList } from './source-list.tsx'

interface PlatformCardProps {
  readonly stage: Pick<StageOverview, 'slug' | 'name' | 'system'>
  readonly platform: StagePlatform
  readonly canAsk: boolean
}

/** What the platform says runs on a stage, how old that is, and who of those asked does not answer. */
export function PlatformCard({ stage, platform, canAsk }: PlatformCardProps) {
  const t = useTranslations('platform')
  const { state, facts, logRetention, scalable } = platform
  if (!state) return <NobodyAsked stage={stage} />
  return (
    <Card
      title={t('title')}
      aside={<AskNowButton system={stage.system.slug} stage={stage.slug} canAsk={canAsk} />}
    >
      <div className="grid gap-4 text-sm">
        <PlatformBanners state={state} />
        {state.components.length > 0 && (
          <ReleaseTable
            stage={stage}
            components={state.components}
            sources={state.sources}
            scalable={scalable}
          />
        )}
        <NoteList notes={state.notes} />
        <FactList facts={facts} logRetention={logRetention} />
        <SourceList sources={state.sources} />
      </div>
    </Card>
  )
}

function NobodyAsked({ stage }: Pick<PlatformCardProps, 'stage'>) {
  const t = useTranslations('platform')
  return (
    <Card title={t('title')}>
      <p className="text-sm">{t('empty', { system: stage.system.name, stage: stage.name })}</p>
      <p className="mt-1 mb-2 text-sm text-muted">{t('emptyHint')}</p>
      <CodeBlock code={toExample(stage.slug)} />
    </Card>
  )
}

function toExample(stage: string): string {
  return `stages:
  - slug: ${stage}
    hosting:
      kind: single-host
      target: { host: ${stage}.example.org, services: { web: { systemd: web } } }`
}
