'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { ItemDiff, SnapshotView } from '#lib/checklists/types.ts'
import { ItemText } from './item-text.tsx'
import { changeLooks, itemLooks } from './looks.ts'
import { snapshotQuery } from './queries.ts'

interface SnapshotDiffProps {
  readonly list: string
  readonly snapshot: string
}

/** A frozen list beside today, item by item where they differ. */
export function SnapshotDiff({ list, snapshot }: SnapshotDiffProps) {
  const { data, error, refetch } = useQuery(snapshotQuery(list, snapshot))
  if (data) return <Differences view={data} />
  if (error) return <ErrorState title={error.message} onRetry={() => refetch()} />
  return <Skeleton className="mt-2 h-24" />
}

function Differences({ view }: { readonly view: SnapshotView }) {
  const t = useTranslations('checklists')
  const differing = view.diff.filter(({ change }) => change !== 'same')
  const unchanged = view.diff.length - differing.length
  return (
    <div className="mt-2 grid gap-2">
      {differing.length > 0 && (
        <Table caption={t('snapshot.caption', { title: view.title })}>
          <thead>
            <tr>
              <Th>{t('snapshot.item')}</Th>
              <Th>{t('snapshot.change')}</Th>
              <Th>{t('snapshot.then')}</Th>
              <Th>{t('snapshot.now')}</Th>
            </tr>
          </thead>
          <tbody>
            {differing.map((diff) => (
              <DiffRow key={(diff.before ?? diff.after)?.key} diff={diff} />
            ))}
          </tbody>
        </Table>
      )}
      <p className="text-xs text-muted">{t('snapshot.unchanged', { count: unchanged })}</p>
    </div>
  )
}

function DiffRow({ diff: { change, before, after } }: { readonly diff: ItemDiff }) {
  const t = useTranslations('checklists')
  return (
    <Tr>
      <Th scope="row">
        <ItemText text={(after ?? before)?.text ?? ''} />
      </Th>
      <Td>
        <StatusWord {...changeLooks[change]}>{t(`change.${change}`)}</StatusWord>
      </Td>
      {[before, after].map((item, index) => (
        <Td key={index === 0 ? 'before' : 'after'}>
          {item ? (
            <StatusWord {...itemLooks[item.state]}>{t(`itemState.${item.state}`)}</StatusWord>
          ) : (
            '–'
          )}
        </Td>
      ))}
    </Tr>
  )
}
