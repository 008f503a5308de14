'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { buttonStyle } from '#components/ui/button-style.ts'
import { Card } from '#components/ui/card.tsx'
import { Day } from '#components/ui/day.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { ChecklistView as List } from '#lib/checklists/types.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { CopyMarkdown } from './copy-markdown.tsx'
import { FreezeDialog } from './freeze-dialog.tsx'
import { ItemRow } from './item-row.tsx'
import { ProgressText } from './progress-text.tsx'
import { checklistPath, checklistQuery } from './queries.ts'
import { SnapshotList } from './snapshot-list.tsx'

const refreshMs = 60_000

/** A checklist: what is open, on what each item rests, and what was kept of it. */
export function ChecklistView({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery({ ...checklistQuery(id), refetchInterval: refreshMs })
  if (data) return <Loaded list={data} />
  if (error) return <ErrorState title={error.message} onRetry={() => refetch()} />
  return <Skeleton className="h-96" />
}

type Opened = 'change' | 'freeze' | null

function Loaded({ list }: { readonly list: List }) {
  const t = useTranslations('checklists')
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const sections = Map.groupBy(list.items, ({ section }) => section ?? '')
  return (
    <div className="grid gap-4">
      <Header list={list} onOpen={setOpened} />
      <Notes list={list} onOpen={setOpened} />
      {list.items.length === 0 && <EmptyState title={t('page.noItems')} />}
      {[...sections].map(([section, items]) => (
        <Card
          key={section}
          title={<span dir="auto">{section || t('page.section')}</span>}
          aside={
            <span className="tabular text-xs text-muted">
              {t('progress', {
                met: items.filter(({ state }) => state === 'met').length,
                total: items.filter(({ state }) => state !== 'not_applicable').length,
              })}
            </span>
          }
          className="[&>div]:py-1"
        >
          <ul>
            {items.map((item) => (
              <ItemRow key={item.id} list={list} item={item} />
            ))}
          </ul>
        </Card>
      ))}
      <SnapshotList list={list.id} />
      {opened === 'change' && <ChangeDialog list={list} onClose={close} />}
      {opened === 'freeze' && <FreezeDialog list={list.id} onClose={close} />}
    </div>
  )
}

interface PartProps {
  readonly list: List
  readonly onOpen: (dialog: Opened) => void
}

function Header({ list, onOpen }: PartProps) {
  const t = useTranslations('checklists')
  const language = useLocale() === 'de' ? 'de' : 'en'
  const { system, stage, document } = list
  const markdown = `${checklistPath(list.id)}.md?language=${language}`
  return (
    <>
      <PageHeader
        path={
          <nav aria-label={t('path')} className="flex flex-wrap gap-1.5">
            <Link href="/checklists" className="hover:underline">
              {t('title')}
            </Link>
            {stage && system && (
              <>
                <span aria-hidden="true">/</span>
                <Link href={`/systems/${stage.system}/${stage.slug}`} className="hover:underline">
                  {system.name} → {stage.name}
                </Link>
              </>
            )}
          </nav>
        }
        title={<span dir="auto">{list.title}</span>}
        meta={<ProgressText list={list} />}
        actions={
          <div data-print="none" className="flex flex-wrap gap-1.5">
            <CopyMarkdown address={markdown} />
            <Button onClick={() => window.print()}>{t('page.print')}</Button>
            {list.may.attest && (
              <Button onClick={() => onOpen('change')}>{t('page.change')}</Button>
            )}
            {list.may.freeze && (
              <Button variant="primary" onClick={() => onOpen('freeze')}>
                {t('page.freeze')}
              </Button>
            )}
          </div>
        }
      />
      <p className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
        {list.owner && <span dir="auto">{t('page.owner', { owner: list.owner })}</span>}
        {list.deadline && (
          <span>{t.rich('page.deadline', { day: () => <Day day={list.deadline ?? ''} /> })}</span>
        )}
        <span dir="auto">
          {document.url ? (
            <a href={document.url} rel="noopener noreferrer nofollow" className="underline">
              {t('page.from', { title: document.path ?? document.title })}
            </a>
          ) : (
            t('page.from', { title: document.title })
          )}
        </span>
      </p>
    </>
  )
}

function Notes({ list, onOpen }: PartProps) {
  const t = useTranslations('checklists.page')
  const { proposal } = list.document
  return (
    <>
      {list.isGate && list.stage && (
        <Banner
          tone={list.blocking > 0 ? 'bad' : 'ok'}
          title={t('isGateTitle', { stage: list.stage.name })}
        >
          <p>{list.blocking > 0 ? t('isGateOpen', { count: list.blocking }) : t('isGateDone')}</p>
        </Banner>
      )}
      {!list.stage && (
        <Banner
          tone="unknown"
          title={t('noStage')}
          action={
            list.may.attest && (
              <Button size="sm" onClick={() => onOpen('change')}>
                {t('chooseStage')}
              </Button>
            )
          }
        />
      )}
      {proposal && (
        <Banner
          tone="info"
          title={t('proposal', { state: proposal.state })}
          action={
            proposal.url && (
              <a
                href={proposal.url}
                rel="noopener noreferrer nofollow"
                className={buttonStyle({ size: 'sm' })}
              >
                {t('show')}
              </a>
            )
          }
        />
      )}
    </>
  )
}
