'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { PolicyDetail, StageBackups } from '#lib/backups/types.ts'
import { AskedBanner } from './asked-banner.tsx'
import { PolicyActions } from './policy-actions.tsx'
import { PolicyFacts } from './policy-facts.tsx'
import { PolicyState } from './policy-state.tsx'
import type { StageKey } from './queries.ts'
import { RequestBanner } from './request-banner.tsx'
import { RestoreState } from './restore-state.tsx'
import { RestoreTestList } from './restore-test-list.tsx'
import { RunList } from './run-list.tsx'
import { SizeLine } from './size-line.tsx'

interface PolicyCardProps {
  readonly policy: PolicyDetail
  readonly may: StageBackups['may']
  readonly stageKey: StageKey
}

/** One policy: its state, what the catalog expects, its backups and the restores that were tried. */
export function PolicyCard({ policy, may, stageKey }: PolicyCardProps) {
  const t = useTranslations('backups')
  const { slug, component, covers, runs, restore, restoreTests, asked, request } = policy
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {slug} <Badge>{component}</Badge> <Badge>{t(`covers.${covers}`)}</Badge>
        </span>
      }
      aside={<PolicyActions policy={policy} may={may} stageKey={stageKey} />}
    >
      <div className="grid gap-4">
        {request && <RequestBanner request={request} />}
        {asked && <AskedBanner asked={asked} />}
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_2fr]">
          <Part title={t('part.state')}>
            <PolicyState policy={policy} />
          </Part>
          <Part title={t('part.restore')}>
            <RestoreState restore={restore} />
          </Part>
          <Part title={t('part.expected')}>
            <PolicyFacts policy={policy} />
          </Part>
        </div>
        <Part
          title={t('part.runs', { count: runs.length })}
          aside={<SizeLine runs={runs} label={t('sizes')} />}
        >
          <RunList runs={runs} policy={slug} />
        </Part>
        <Part title={t('part.restores')}>
          <RestoreTestList tests={restoreTests} policy={policy} />
        </Part>
      </div>
    </Card>
  )
}

interface PartProps {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

function Part({ title, aside, children }: PartProps) {
  return (
    <section className="min-w-0">
      <div className="mb-1 flex flex-wrap items-end justify-between gap-2">
        <h3 className="text-xs font-medium text-muted">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
